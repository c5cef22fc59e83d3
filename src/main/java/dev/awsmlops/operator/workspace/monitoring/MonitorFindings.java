package dev.awsmlops.operator.workspace.monitoring;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.LastExecution;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.MonitoringStatus;
import dev.awsmlops.operator.aws.StateMachines;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/**
 * What the last execution that has ended found. Only looked at, never changed.
 *
 * <p>Step Functions is asked when something may have changed anyway, and once a new run can have ended since the last one
 * known: one call, and a second when there is one. When a {@code cron} schedule runs is AWS's to reckon, so for that only the
 * former holds: at every full look at the object.
 */
public final class MonitorFindings implements Part<MonitoringStatus> {

    /** Newest first (Step Functions API reference, ListExecutions); one of a few has ended. */
    private static final int PAGE = 10;

    /** What a run may take. It takes some seconds. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

    private static final Set<ExecutionStatus> ENDED = Set.of(
            ExecutionStatus.SUCCEEDED, ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED);

    private final WorkspacePlan plan;
    private final Optional<MonitoringStatus> known;
    private Optional<MonitoringStatus> found = Optional.empty();

    public MonitorFindings(WorkspacePlan plan) {
        this.plan = plan;
        this.known = plan.last().map(MlWorkspaceStatus::monitoring);
    }

    @Override
    public String condition() {
        return "FindingsRead";
    }

    @Override
    public Optional<MonitoringStatus> observe() {
        found = Optional.of(plan.steady() && !isDue() ? known.orElseThrow() : read());
        return found;
    }

    @Override
    public boolean isOurs(MonitoringStatus actual) {
        return true;
    }

    @Override
    public Outcome create() {
        throw new IllegalStateException("there is always something to be said about the last execution");
    }

    @Override
    public Outcome update(MonitoringStatus actual) {
        LastExecution last = actual.lastExecution();
        if (last == null) {
            return new Outcome.Ready("the workspace has not been looked at yet");
        }
        return new Outcome.Ready(
                actual.findingCount() == null
                        ? "the look at the workspace of %s is %s".formatted(last.startedAt(), last.status())
                        : "%d found idle, failed or past its end at %s"
                                .formatted(actual.findingCount(), last.startedAt()));
    }

    @Override
    public Outcome delete(MonitoringStatus actual) {
        return new Outcome.Gone("nothing is left to look at");
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return "What state machine " + plan.name() + " found";
    }

    /** What is known of the last execution, if this pass got that far. */
    public Optional<MonitoringStatus> found() {
        return found;
    }

    private boolean isDue() {
        return known.map(MonitoringStatus::lastExecution)
                .map(last -> RateExpression.parse(plan.spec().monitoring().schedule())
                        .map(rate -> !plan.now()
                                .isBefore(Instant.parse(last.startedAt())
                                        .plus(rate)
                                        .plus(LONGEST_RUN)))
                        .orElse(false))
                .orElse(true);
    }

    private MonitoringStatus read() {
        Optional<ExecutionListItem> last = emptyIfNotFound(
                        () -> machines().client().listExecutions(request -> request.stateMachineArn(arn())
                                .maxResults(PAGE)))
                .map(ListExecutionsResponse::executions)
                .stream()
                .flatMap(List::stream)
                .filter(execution -> ENDED.contains(execution.status()))
                .findFirst();
        if (last.isEmpty()) {
            return new MonitoringStatus(arn(), null, null, null);
        }
        String name = last.get().name();
        return known.filter(status -> status.lastExecution() != null
                        && name.equals(status.lastExecution().name()))
                .or(() -> emptyIfNotFound(() -> machines()
                                .client()
                                .describeExecution(request ->
                                        request.executionArn(last.get().executionArn())))
                        .map(execution -> ExecutionResult.of(arn(), execution)))
                .orElseGet(() -> new MonitoringStatus(arn(), null, null, null));
    }

    private String arn() {
        return machines().arn(plan.name());
    }

    private StateMachines machines() {
        return plan.aws().stateMachines();
    }
}
