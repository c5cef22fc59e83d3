package dev.awsmlops.operator.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCategory;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricLevel;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Tells a {@link CallObserver} of the calls of a client, from what the SDK measures of them.
 *
 * <p>The SDK's metrics say of an attempt's failure little more than whether it was throttled, and only an interceptor sees the
 * exception of the call, which is that of its last attempt. So the one is noted in the other. Source: the SDK's developer
 * guide, "Service client metrics".
 */
final class CallWatch implements ExecutionInterceptor, MetricPublisher {

    private static final SdkMetric<FailureKind> FAILURE =
            SdkMetric.create("MlopsFailureKind", FailureKind.class, MetricLevel.INFO, MetricCategory.CUSTOM);

    /** The SDK's name for what it has measured of one attempt. */
    private static final String ATTEMPT = "ApiCallAttempt";

    /** One of the words for {@link CoreMetric#ERROR_TYPE}. */
    private static final String THROTTLED = "Throttling";

    private final CallObserver observer;

    CallWatch(CallObserver observer) {
        this.observer = observer;
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof SdkException e) {
            attributes
                    .getAttribute(SdkExecutionAttribute.API_CALL_METRIC_COLLECTOR)
                    .reportMetric(FAILURE, Failure.of(e).kind());
        }
    }

    @Override
    public void publish(MetricCollection call) {
        List<MetricCollection> attempts = call.childrenWithName(ATTEMPT).toList();
        attempts.stream()
                .limit(Math.max(0, attempts.size() - 1))
                .forEach(attempt -> tell(call, Optional.of(failureOf(attempt)), serviceTime(attempt)));
        // What fails before the first attempt, such as credentials that can't be had, is an attempt all the same.
        tell(
                call,
                failureOfCall(call),
                attempts.isEmpty()
                        ? first(call, CoreMetric.API_CALL_DURATION).orElse(Duration.ZERO)
                        : serviceTime(attempts.get(attempts.size() - 1)));
    }

    @Override
    public void close() {}

    private void tell(MetricCollection call, Optional<FailureKind> failure, Duration duration) {
        observer.attempted(
                first(call, CoreMetric.SERVICE_ID).orElse("unknown"),
                first(call, CoreMetric.OPERATION_NAME).orElse("unknown"),
                failure,
                duration);
    }

    /** An attempt after which the SDK made another one. */
    private static FailureKind failureOf(MetricCollection attempt) {
        return first(attempt, CoreMetric.ERROR_TYPE)
                .filter(THROTTLED::equals)
                .map(throttled -> FailureKind.THROTTLED)
                .orElse(FailureKind.SERVICE_FAULT);
    }

    private static Optional<FailureKind> failureOfCall(MetricCollection call) {
        boolean succeeded = first(call, CoreMetric.API_CALL_SUCCESSFUL).orElse(false);
        return succeeded ? Optional.empty() : first(call, FAILURE).or(() -> Optional.of(FailureKind.INTERNAL));
    }

    /** None is measured where no answer came. */
    private static Duration serviceTime(MetricCollection attempt) {
        return first(attempt, CoreMetric.SERVICE_CALL_DURATION).orElse(Duration.ZERO);
    }

    private static <T> Optional<T> first(MetricCollection collection, SdkMetric<T> metric) {
        return collection.metricValues(metric).stream().findFirst();
    }
}
