package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.session.FixedFields.agree;
import static dev.awsmlops.operator.session.FixedFields.agreeOnRole;

import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.EndpointStatus;
import dev.awsmlops.operator.api.v1alpha1.PythonVersion;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.CreateDevEndpointRequest;
import software.amazon.awssdk.services.glue.model.DevEndpoint;
import software.amazon.awssdk.services.glue.model.UpdateDevEndpointRequest;

/**
 * A Glue dev endpoint. AWS never stops one, and says nothing of its use.
 *
 * <p>States are those of the developer guide ({@code PROVISIONING, READY, TERMINATING, TERMINATED, FAILED}); one not known
 * here counts as on its way. Only arguments, libraries and keys can change; the rest is fixed by the schema.
 */
final class GlueDevEndpoint implements SessionBackend<DevEndpoint> {

    private final SessionPlan plan;
    private boolean looked;
    private Optional<DevEndpoint> observed = Optional.empty();
    private EndpointStatus seen;

    GlueDevEndpoint(SessionPlan plan) {
        this.plan = plan;
    }

    @Override
    public Optional<DevEndpoint> observe() {
        if (!looked) {
            observed = plan.read(plan.aws().devEndpoints());
            observed.ifPresentOrElse(this::see, () -> plan.aws().glueTags().forget(arn()));
            looked = true;
        }
        return observed;
    }

    @Override
    public boolean isOurs(DevEndpoint actual) {
        return plan.aws().glueTags().isOwnedBy(plan.owner(), arn());
    }

    @Override
    public Outcome create() {
        GlueDevSessionSpec spec = plan.spec();
        var request = CreateDevEndpointRequest.builder()
                .endpointName(plan.name())
                .roleArn(spec.roleArn())
                .glueVersion(spec.glueVersion().version())
                .numberOfNodes(spec.maxCapacity())
                .numberOfWorkers(spec.numberOfWorkers())
                .securityConfiguration(spec.securityConfiguration())
                .publicKeys(spec.publicKeys())
                .extraPythonLibsS3Path(commaSeparated(spec.extraPythonLibs()))
                .extraJarsS3Path(commaSeparated(spec.extraJars()))
                .arguments(arguments())
                .tags(plan.tagsForCreation());
        if (spec.workerType() != null) {
            request.workerType(spec.workerType().type());
        }
        if (spec.network() != null) {
            request.subnetId(spec.network().subnetId())
                    .securityGroupIds(spec.network().securityGroupIds());
        }
        plan.aws().glue().createDevEndpoint(request.build());
        see(DevEndpoint.builder()
                .endpointName(plan.name())
                .status("PROVISIONING")
                .build());
        return plan.asked(plan.last().map(GlueDevSessionStatus::endpoint).isPresent(), describe(), "about ten minutes");
    }

    @Override
    public Outcome update(DevEndpoint actual) {
        return switch (actual.status()) {
            case "READY" -> isAsFixed(actual) ? change(actual) : replace("differs from the spec for good");
            case "FAILED" -> retryOrGiveUp(actual);
            case "TERMINATING", "TERMINATED" ->
                new Outcome.InProgress(
                        Reason.Replacing,
                        describe() + " was deleted by someone else; it is made again once it is gone");
            default -> new Outcome.InProgress(Reason.Creating, describe() + " is " + actual.status());
        };
    }

    @Override
    public Outcome delete(DevEndpoint actual) {
        if (!actual.status().equals("TERMINATING")) {
            plan.aws().glue().deleteDevEndpoint(request -> request.endpointName(plan.name()));
            see(actual.toBuilder().status("TERMINATING").build());
        }
        return new Outcome.InProgress(Reason.Deleting, describe() + " is being deleted");
    }

    @Override
    public String advice() {
        return "Dev endpoints end with Glue 1.0: with glueVersion \"2.0\" or later in another GlueDevSession you have an"
                + " interactive session instead";
    }

    @Override
    public String describe() {
        return "Glue dev endpoint " + plan.name();
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
        return seen != null && !Set.of("FAILED", "TERMINATING", "TERMINATED").contains(seen.status()) ? 1 : 0;
    }

    /** Ten minutes. Source: Glue developer guide, "Developing scripts using development endpoints". */
    @Override
    public Duration shortestBill() {
        return Duration.ofMinutes(10);
    }

    @Override
    public boolean endedUnused() {
        return false;
    }

    @Override
    public boolean seesIdleness() {
        return false;
    }

    @Override
    public Optional<Lifetime.Remembered> remembered() {
        return observe()
                .filter(this::isOurs)
                .flatMap(actual -> SessionPlan.remembered(plan.aws().glueTags().of(arn())));
    }

    private Outcome change(DevEndpoint actual) {
        plan.aws().glueTags().ensure(arn(), plan.tags());
        Optional<UpdateDevEndpointRequest> difference = difference(actual);
        if (difference.isPresent()) {
            plan.aws().glue().updateDevEndpoint(difference.get());
            return new Outcome.InProgress(Reason.Updating, describe() + " is being updated");
        }
        return "PENDING".equals(actual.lastUpdateStatus())
                ? new Outcome.InProgress(Reason.Updating, describe() + " is being updated")
                : new Outcome.Ready(describe() + " is ready");
    }

    private Outcome retryOrGiveUp(DevEndpoint actual) {
        if (plan.wasAskedForEarlier(plan.aws().glueTags().of(arn()))) {
            return replace("had failed");
        }
        return SessionPlan.failed(describe(), actual.failureReason());
    }

    private Outcome replace(String why) {
        plan.aws().glue().deleteDevEndpoint(request -> request.endpointName(plan.name()));
        return new Outcome.InProgress(Reason.Replacing, describe() + " " + why + " and is made again");
    }

    /** Whether what AWS can't change is as the spec says. The schema lets it differ only while nothing runs. */
    private boolean isAsFixed(DevEndpoint actual) {
        GlueDevSessionSpec spec = plan.spec();
        return agree(spec.glueVersion().version(), actual.glueVersion())
                && agreeOnRole(spec.roleArn(), actual.roleArn())
                && agree(spec.workerType() == null ? null : spec.workerType().type(), actual.workerTypeAsString())
                && agree(spec.numberOfWorkers(), actual.numberOfWorkers())
                && agree(spec.maxCapacity(), actual.numberOfNodes())
                && agree(spec.securityConfiguration(), actual.securityConfiguration())
                && (spec.network() == null || agree(spec.network().subnetId(), actual.subnetId()));
    }

    private Optional<UpdateDevEndpointRequest> difference(DevEndpoint actual) {
        var request = UpdateDevEndpointRequest.builder().endpointName(plan.name());
        boolean differs = false;

        // What is there beside it stays: AWS may have put it there, and would again.
        Map<String, String> missing = arguments();
        missing.entrySet().removeIf(argument -> argument.getValue()
                .equals(actual.arguments().get(argument.getKey())));
        if (!missing.isEmpty()) {
            request.addArguments(missing);
            differs = true;
        }

        String libraries = commaSeparated(plan.spec().extraPythonLibs());
        String jars = commaSeparated(plan.spec().extraJars());
        if (!Objects.equals(libraries, actual.extraPythonLibsS3Path())
                || !Objects.equals(jars, actual.extraJarsS3Path())) {
            request.updateEtlLibraries(true)
                    .customLibraries(custom -> custom.extraPythonLibsS3Path(Objects.requireNonNullElse(libraries, ""))
                            .extraJarsS3Path(Objects.requireNonNullElse(jars, "")));
            differs = true;
        }

        // An attached notebook adds a key of its own for its tunnel; correcting the keys would cut it off.
        if (plan.spec().notebook() == null) {
            var keys = new HashSet<>(Objects.requireNonNullElse(plan.spec().publicKeys(), List.of()));
            var there = new HashSet<>(actual.publicKeys());
            if (!keys.equals(there)) {
                var added = new HashSet<>(keys);
                added.removeAll(there);
                there.removeAll(keys);
                request.addPublicKeys(added).deletePublicKeys(there);
                differs = true;
            }
        }
        return differs ? Optional.of(request.build()) : Optional.empty();
    }

    /** Glue's own default is Python 2, which {@code GLUE_PYTHON_VERSION} overrides. */
    private Map<String, String> arguments() {
        var arguments = new HashMap<String, String>();
        if (plan.spec().dataLakeRef() != null) {
            arguments.put("--enable-glue-datacatalog", "true");
        }
        if (plan.spec().pythonVersion() == PythonVersion.V3) {
            arguments.put("GLUE_PYTHON_VERSION", "3");
        }
        if (plan.spec().arguments() != null) {
            arguments.putAll(plan.spec().arguments());
        }
        return arguments;
    }

    private void see(DevEndpoint endpoint) {
        String address = endpoint.publicAddress() != null ? endpoint.publicAddress() : endpoint.privateAddress();
        seen = new EndpointStatus(Backend.DevEndpoint, plan.name(), arn(), endpoint.status(), address, null);
    }

    private String arn() {
        return plan.glueArn("devEndpoint/" + plan.name());
    }

    private static String commaSeparated(List<String> paths) {
        return paths == null || paths.isEmpty() ? null : String.join(",", paths);
    }
}
