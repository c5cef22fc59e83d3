package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.session.FixedFields.agree;
import static dev.awsmlops.operator.session.FixedFields.agreeOnRole;

import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.EndpointStatus;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.notebook.SessionEnds;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.CreateSessionRequest;
import software.amazon.awssdk.services.glue.model.Session;
import software.amazon.awssdk.services.glue.model.SessionStatus;

/**
 * A Glue interactive session, and the ones that the attached notebook's kernels start beside it.
 *
 * <p>AWS ends each of them at its own time-outs, so the end holds without the operator. A session can't be given a longer
 * time-out once it runs: when the ttl was raised and AWS has ended it at the old one, it is made again.
 */
final class GlueInteractiveSession implements SessionBackend<GlueInteractiveSession.Sessions> {

    private static final String TIMEOUT_MINUTES = GlueDevSession.GROUP + "/timeout-minutes";

    /** The operator's own session, if there is one, and those of the kernels. */
    record Sessions(Optional<Session> own, List<Session> kernels) {}

    private final SessionPlan plan;
    private boolean looked;
    private Optional<Sessions> observed = Optional.empty();
    private EndpointStatus seen;
    private boolean endedUnused;

    GlueInteractiveSession(SessionPlan plan) {
        this.plan = plan;
    }

    @Override
    public Optional<Sessions> observe() {
        if (!looked) {
            observed = look();
            looked = true;
        }
        return observed;
    }

    private Optional<Sessions> look() {
        Optional<Session> own = plan.read(plan.aws().sessions());
        if (own.isEmpty()) {
            plan.aws().glueTags().forget(arn());
        }
        List<Session> kernels = kernels();
        see(own.map(Session::statusAsString).orElse(null), kernels);
        return own.isEmpty() && kernels.isEmpty() ? Optional.empty() : Optional.of(new Sessions(own, kernels));
    }

    @Override
    public boolean isOurs(Sessions actual) {
        return actual.own().isEmpty() || plan.aws().glueTags().isOwnedBy(plan.owner(), arn());
    }

    @Override
    public Outcome create() {
        GlueDevSessionSpec spec = plan.spec();
        int timeout =
                minutes(Duration.between(plan.now(), plan.lifetime().expiresAt().orElseThrow()));
        var tags = new HashMap<>(plan.tagsForCreation());
        tags.put(TIMEOUT_MINUTES, Integer.toString(timeout));
        var request = CreateSessionRequest.builder()
                .id(plan.name())
                .description("GlueDevSession " + plan.owner().namespace() + "/"
                        + plan.owner().name())
                .role(spec.roleArn())
                .command(command -> command.name("glueetl")
                        .pythonVersion(spec.pythonVersion().version()))
                .glueVersion(spec.glueVersion().version())
                .numberOfWorkers(spec.numberOfWorkers())
                .securityConfiguration(spec.securityConfiguration())
                .defaultArguments(arguments())
                .timeout(timeout)
                .idleTimeout(plan.idleTimeout()
                        .map(idle -> Math.min(minutes(idle), timeout))
                        .orElse(null))
                .tags(tags);
        if (spec.workerType() != null) {
            request.workerType(spec.workerType().type());
        }
        if (spec.maxCapacity() != null) {
            request.maxCapacity(spec.maxCapacity().doubleValue());
        }
        if (spec.network() != null && spec.network().connections() != null) {
            request.connections(list -> list.connections(spec.network().connections()));
        }
        Optional.ofNullable(plan.aws().glue().createSession(request.build()).session())
                .ifPresent(made -> plan.aws().sessions().remember(plan.name(), made));
        plan.aws().glueTags().remember(arn(), tags);
        see(SessionStatus.PROVISIONING.toString(), List.of());
        return plan.asked(plan.last().map(GlueDevSessionStatus::endpoint).isPresent(), describe(), "about a minute");
    }

    @Override
    public Outcome update(Sessions actual) {
        if (actual.own().isEmpty()) {
            return create();
        }
        Session own = actual.own().get();
        return switch (own.status()) {
            case READY -> {
                if (!isAsFixed(own)) {
                    yield stopToReplace();
                }
                plan.aws().glueTags().ensure(arn(), plan.tags());
                yield new Outcome.Ready(describe() + " is ready");
            }
            case TIMEOUT -> timedOut(own, actual.kernels());
            case FAILED -> retryOrGiveUp(own);
            case STOPPED -> replace("was stopped by someone else");
            case STOPPING ->
                new Outcome.InProgress(
                        Reason.Replacing,
                        describe() + " was stopped by someone else; it is made again once it has stopped");
            default -> new Outcome.InProgress(Reason.Creating, describe() + " is " + own.statusAsString());
        };
    }

    @Override
    public Outcome delete(Sessions actual) {
        plan.aws().sessions().forget(plan.name());
        new SessionEnds(plan.aws().glue())
                .stopOrDeleteAll(Stream.concat(actual.own().stream(), actual.kernels().stream())
                        .toList());
        int kernels = actual.kernels().size();
        if (actual.own().filter(SessionEnds::isLive).isPresent()) {
            see(SessionStatus.STOPPING.toString(), List.of());
        }
        return new Outcome.InProgress(
                Reason.Deleting,
                describe() + (kernels == 0 ? "" : " and its notebook's " + kernels + " sessions")
                        + (kernels == 0 ? " is" : " are") + " being stopped and deleted");
    }

    @Override
    public String describe() {
        return "Glue interactive session " + plan.name();
    }

    @Override
    public boolean looked() {
        return looked;
    }

    @Override
    public Optional<EndpointStatus> seen() {
        return Optional.ofNullable(seen);
    }

    @Override
    public int billed() {
        if (seen == null) {
            return 0;
        }
        boolean own = Objects.equals(seen.status(), "PROVISIONING") || Objects.equals(seen.status(), "READY");
        return (own ? 1 : 0) + Objects.requireNonNullElse(seen.kernelSessions(), 0);
    }

    /** One minute. Source: AWS Glue pricing, interactive sessions. */
    @Override
    public Duration shortestBill() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean endedUnused() {
        return endedUnused;
    }

    @Override
    public boolean seesIdleness() {
        return true;
    }

    @Override
    public Optional<Lifetime.Remembered> remembered() {
        return observe()
                .filter(actual -> actual.own().isPresent() && isOurs(actual))
                .flatMap(actual -> SessionPlan.remembered(plan.aws().glueTags().of(arn())));
    }

    private Outcome timedOut(Session own, List<Session> kernels) {
        Map<String, String> tags = plan.aws().glueTags().of(arn());
        Duration timeout = Duration.ofMinutes(Long.parseLong(tags.getOrDefault(TIMEOUT_MINUTES, "0")));
        boolean ranItsTime = own.createdOn() != null
                && !plan.now().isBefore(own.createdOn().plus(timeout))
                && (own.completedOn() == null
                        || !own.completedOn()
                                .isBefore(own.createdOn().plus(timeout).minusSeconds(60)));
        if (ranItsTime) {
            return replace("was ended by AWS at its first time-out, since when the ttl was raised");
        }
        endedUnused = kernels.stream().noneMatch(SessionEnds::isLive);
        return new Outcome.Idle(describe() + " was ended by AWS because nothing was run in it");
    }

    private Outcome retryOrGiveUp(Session own) {
        if (plan.wasAskedForEarlier(plan.aws().glueTags().of(arn()))) {
            return replace("had failed");
        }
        return SessionPlan.failed(describe(), own.errorMessage());
    }

    private Outcome replace(String why) {
        plan.aws().sessions().forget(plan.name());
        plan.aws().glue().deleteSession(request -> request.id(plan.name()));
        return new Outcome.InProgress(Reason.Replacing, describe() + " " + why + " and is made again");
    }

    private Outcome stopToReplace() {
        plan.aws().sessions().forget(plan.name());
        plan.aws().glue().stopSession(request -> request.id(plan.name()));
        return new Outcome.InProgress(
                Reason.Replacing, describe() + " differs from the spec for good and is made again");
    }

    /** Whether what AWS can't change is as the spec says. The schema lets it differ only while nothing runs. */
    private boolean isAsFixed(Session own) {
        GlueDevSessionSpec spec = plan.spec();
        return agree(spec.glueVersion().version(), own.glueVersion())
                && agreeOnRole(spec.roleArn(), own.role())
                && agree(spec.workerType() == null ? null : spec.workerType().type(), own.workerTypeAsString())
                && agree(spec.numberOfWorkers(), own.numberOfWorkers())
                && agree(spec.securityConfiguration(), own.securityConfiguration());
    }

    private List<Session> kernels() {
        if (plan.spec().notebook() == null && plan.spec().workspaceRef() == null) {
            return List.of();
        }
        Stream<Session> family = plan.steady()
                ? plan.aws().sessionFamilies().find(plan.name()).stream()
                : plan.aws().sessions(Map.of(Ownership.UID, plan.owner().uid()));
        return family.filter(session -> !session.id().equals(plan.name())).toList();
    }

    private Map<String, String> arguments() {
        var arguments = new HashMap<String, String>();
        LakePaths.of(plan.lake()).map(LakePaths::arguments).ifPresent(arguments::putAll);
        putPaths(arguments, "--extra-py-files", plan.spec().extraPythonLibs());
        putPaths(arguments, "--extra-jars", plan.spec().extraJars());
        if (plan.spec().arguments() != null) {
            arguments.putAll(plan.spec().arguments());
        }
        return arguments;
    }

    private static void putPaths(Map<String, String> arguments, String name, List<String> paths) {
        if (paths != null && !paths.isEmpty()) {
            arguments.put(name, String.join(",", paths));
        }
    }

    private void see(String status, List<Session> kernels) {
        int live = (int) kernels.stream().filter(SessionEnds::isLive).count();
        seen = status == null && kernels.isEmpty()
                ? null
                : new EndpointStatus(
                        Backend.InteractiveSession, plan.name(), arn(), status, null, live == 0 ? null : live);
    }

    private String arn() {
        return plan.glueArn("session/" + plan.name());
    }

    /** AWS counts in whole minutes, at least one; the operator itself ends a session to the second. */
    private static int minutes(Duration duration) {
        return (int) Math.max(1, duration.plusSeconds(59).toMinutes());
    }
}
