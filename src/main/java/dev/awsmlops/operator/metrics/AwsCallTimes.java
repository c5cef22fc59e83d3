package dev.awsmlops.operator.metrics;

import dev.awsmlops.operator.aws.CallObserver;
import dev.awsmlops.operator.aws.FailureKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Counts and times the attempts to call AWS, by operation and by what came of them. */
public final class AwsCallTimes implements CallObserver {

    private final MeterRegistry meters;

    public AwsCallTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void attempted(String service, String operation, Optional<FailureKind> failure, Duration duration) {
        Timer.builder("mlops.aws.calls")
                .description("Attempts to call AWS")
                .tag("service", service)
                .tag("operation", operation)
                .tag("result", failure.map(AwsCallTimes::label).orElse("ok"))
                .register(meters)
                .record(duration);
    }

    private static String label(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
