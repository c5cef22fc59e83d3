package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.AwsPlacement;
import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The first pass of an object: where its resources are to be is written to its status, before any of them is made. It
 * asks AWS for the account's id, and so it also finds out whether AWS lets the operator in at all.
 */
public final class FirstPass<P extends CustomResource<?, S>, S extends ReportedStatus> {

    /** Makes the status of an object of which nothing is known but this. */
    @FunctionalInterface
    public interface Beginning<S> {

        /**
         * The status.
         *
         * @param generation that it answers; null while that is not answered
         * @param placement null while it is not known
         */
        S of(Long generation, AwsPlacement placement, List<Condition> conditions);
    }

    private final Beginning<S> beginning;
    private final PassEnd<P, S> end;
    private final Schedule schedule;
    private final Clock clock;

    public FirstPass(Beginning<S> beginning, PassEnd<P, S> end, Schedule schedule, Clock clock) {
        this.beginning = beginning;
        this.end = end;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** Writes it down; the object comes back at once. */
    public UpdateControl<P> record(AwsRegion region, P object, Context<P> context) {
        try {
            return end.lookAgainAt(clock.instant(), object, beginning.of(null, region.placement(), List.of()), context);
        } catch (SdkException e) {
            var failing = new Outcome.Failing(Failure.of(e));
            Long generation = object.getMetadata().getGeneration();
            Instant then = schedule.next(object, List.of(failing), Stream.empty());
            return end.lookAgainAt(then, object, beginning.of(generation, null, conditions(object, failing)), context);
        }
    }

    private List<Condition> conditions(P object, Outcome.Failing failing) {
        List<Condition> last = Optional.ofNullable(object.getStatus())
                .map(ReportedStatus::conditions)
                .orElse(List.of());
        var conditions = new Conditions(last, object.getMetadata().getGeneration(), clock.instant());
        new RunReport(conditions, List.of(), clock.instant(), List.of("Ready")).notReady(failing);
        return conditions.build();
    }
}
