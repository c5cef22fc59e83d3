package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.WorkspaceNotebookSpec;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Units;
import dev.awsmlops.sandbox.aws.stepfunctions.SimulatedExecution;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether what the objects say of AWS is what AWS has, once all has come to rest. */
final class Truth {

    private final Scene scene;
    private final Id id;
    private final String uid;
    private final List<SimulatedResource> resources;

    private Truth(Scene scene, HasMetadata object) {
        this.scene = scene;
        this.id = Id.of(object);
        this.uid = object.getMetadata().getUid();
        this.resources = scene.resourcesOf(uid);
    }

    static void check(Scene scene, HasMetadata object) {
        var truth = new Truth(scene, object);
        truth.requireNothingTwice();
        if (object instanceof GlueDevSession session) {
            truth.session(session);
        } else if (object instanceof MlWorkspace workspace) {
            truth.workspace(workspace);
        } else if (object instanceof DataLake lake) {
            truth.lake(lake);
        }
    }

    private void session(GlueDevSession session) {
        GlueDevSessionStatus status = session.getStatus();
        if (status.phase() == Phase.Expired) {
            expired(session);
            return;
        }
        Optional<SimulatedResource> environment = resources.stream()
                .filter(resource -> resource.type() == ResourceType.DEV_ENDPOINT
                        || (resource.type() == ResourceType.SESSION
                                && resource.name().equals(status.endpoint().name())))
                .findFirst();
        require(environment.isPresent(), "is Ready without an endpoint or session");
        String state = environment.get().state();
        require(
                state.equals(status.endpoint().status()),
                "says that its endpoint is %s, which is %s",
                status.endpoint().status(),
                state);
        require(
                state.equals("READY")
                        || (state.equals("TIMEOUT") && session.getSpec().notebook() != null),
                "is Ready with an endpoint that is %s",
                state);
        require(
                scene.clock().instant().isBefore(Instant.parse(status.expiresAt())),
                "is Ready after its end at %s",
                status.expiresAt());
        if (state.equals("READY")) {
            hasTag(environment.get(), "aws-mlops.dev/expires-at", status.expiresAt());
            hasTags(environment.get(), session.getSpec().tags());
            workers(session, environment.get().name());
        }
        if (session.getSpec().notebook() != null) {
            SimulatedResource notebook = one(ResourceType.NOTEBOOK_INSTANCE);
            require(
                    notebook.state().equals(status.notebook().status()),
                    "says that its notebook is %s, which is %s",
                    status.notebook().status(),
                    notebook.state());
            require(
                    notebook.units()
                            .map(Units::unit)
                            .equals(Optional.of(session.getSpec().notebook().instanceType())),
                    "has a notebook of %s",
                    notebook.units());
            hasTags(notebook, session.getSpec().tags());
        }
        if (status.deadMansSwitch() != null) {
            armed(status);
        }
    }

    private void expired(GlueDevSession session) {
        boolean retains = session.getSpec().notebook() != null
                && session.getSpec().notebook().deletionPolicy() == DeletionPolicy.Retain;
        List<String> left = resources.stream()
                .filter(resource -> !(retains
                        && !resource.billing()
                        && (resource.type() == ResourceType.NOTEBOOK_INSTANCE
                                || resource.type() == ResourceType.NOTEBOOK_LIFECYCLE_CONFIG)))
                .map(Truth::inWords)
                .toList();
        require(left.isEmpty(), "is Expired, and there is %s", left);
    }

    private void armed(GlueDevSessionStatus status) {
        SimulatedResource machine = one(ResourceType.STATE_MACHINE);
        List<String> running = scene.aws().executions(machine.name()).stream()
                .filter(execution -> execution.status().equals("RUNNING"))
                .map(SimulatedExecution::name)
                .toList();
        require(running.size() == 1, "has %s executions of its switch", running);
        require(
                !Instant.parse(status.deadMansSwitch().endsAt()).isBefore(Instant.parse(status.expiresAt())),
                "has a switch that acts at %s, before its end at %s",
                status.deadMansSwitch().endsAt(),
                status.expiresAt());
    }

    private void workers(GlueDevSession session, String name) {
        Integer wanted = session.getSpec().numberOfWorkers();
        Integer actual = resources.stream().anyMatch(resource -> resource.type() == ResourceType.DEV_ENDPOINT)
                ? scene.console()
                        .glue()
                        .getDevEndpoint(request -> request.endpointName(name))
                        .devEndpoint()
                        .numberOfWorkers()
                : scene.console()
                        .glue()
                        .getSession(request -> request.id(name))
                        .session()
                        .numberOfWorkers();
        require(Objects.equals(wanted, actual), "is Ready with %s workers, not %s", actual, wanted);
    }

    private void workspace(MlWorkspace workspace) {
        MlWorkspaceStatus status = workspace.getStatus();
        boolean stopped = workspace.getSpec().notebook().state() == WorkspaceNotebookSpec.State.Stopped;
        Optional<SimulatedResource> notebook = resources.stream()
                .filter(resource -> resource.type() == ResourceType.NOTEBOOK_INSTANCE)
                .findFirst();
        require(
                notebook.map(SimulatedResource::state)
                        .equals(Optional.ofNullable(status.notebook()).map(MlWorkspaceStatus.NotebookStatus::status)),
                "says that its notebook is %s, which is %s",
                status.notebook(),
                notebook);
        require(
                !stopped || notebook.filter(SimulatedResource::billing).isEmpty() || isBorrowed(),
                "is to be stopped, and its notebook is %s",
                notebook);
        notebook.ifPresent(found -> {
            require(
                    found.units()
                            .map(Units::unit)
                            .equals(Optional.of(workspace.getSpec().notebook().instanceType())),
                    "has a notebook of %s",
                    found.units());
            hasTags(found, workspace.getSpec().tags());
        });
        one(ResourceType.CODE_REPOSITORY);
        one(ResourceType.NOTEBOOK_LIFECYCLE_CONFIG);
        require(
                resources.stream()
                                .filter(resource -> resource.type() == ResourceType.STATE_MACHINE)
                                .count()
                        == (workspace.getSpec().monitoring().isEnabled() ? 1 : 0),
                "is to be watched: %s, and there is %s",
                workspace.getSpec().monitoring(),
                resources.stream().map(Truth::inWords).toList());
        if (status.repository() != null && status.repository().arn() != null) {
            String repository = status.repository().name();
            require(
                    scene.resource(ResourceType.REPOSITORY, repository).isPresent(),
                    "says that there is a repository %s",
                    repository);
        }
    }

    private boolean isBorrowed() {
        return scene.cluster().all().filter(GlueDevSession.class::isInstance).anyMatch(session -> References.of(
                        session, Kind.WORKSPACE)
                .anyMatch(id.name()::equals));
    }

    private void lake(DataLake lake) {
        require(
                scene.resource(ResourceType.BUCKET, lake.getStatus().bucket().name())
                        .isPresent(),
                "is Ready without its bucket");
        require(
                scene.resource(
                                ResourceType.DATABASE,
                                lake.getStatus().database().name())
                        .isPresent(),
                "is Ready without its database");
        List<String> wanted = lake.getSpec().crawlersOrNone().stream()
                .map(crawler -> crawler.name())
                .sorted()
                .toList();
        List<String> crawlers = resources.stream()
                .filter(resource -> resource.type() == ResourceType.CRAWLER)
                .map(SimulatedResource::name)
                .sorted()
                .toList();
        require(crawlers.size() == wanted.size(), "is to have the crawlers %s, and there are %s", wanted, crawlers);
    }

    private void requireNothingTwice() {
        Map<ResourceType, Long> counts = resources.stream()
                .filter(resource -> resource.type() != ResourceType.CRAWLER
                        && resource.type() != ResourceType.ROLE
                        && resource.type() != ResourceType.SESSION)
                .collect(Collectors.groupingBy(SimulatedResource::type, Collectors.counting()));
        counts.forEach((type, count) -> require(count == 1, "has %s of %s", count, type));
    }

    private SimulatedResource one(ResourceType type) {
        List<SimulatedResource> found =
                resources.stream().filter(resource -> resource.type() == type).toList();
        require(found.size() == 1, "has %s of %s", found.size(), type);
        return found.get(0);
    }

    private void hasTags(SimulatedResource resource, Map<String, String> wanted) {
        Optional.ofNullable(wanted).ifPresent(tags -> tags.forEach((key, value) -> hasTag(resource, key, value)));
    }

    private void hasTag(SimulatedResource resource, String key, String value) {
        require(
                value.equals(resource.tags().get(key)),
                "has %s with the tag %s=%s, not %s",
                inWords(resource),
                key,
                resource.tags().get(key),
                value);
    }

    static String inWords(SimulatedResource resource) {
        return resource.type() + " " + resource.name()
                + (resource.state().isEmpty() ? "" : " (" + resource.state() + ")");
    }

    private void require(boolean holds, String otherwise, Object... what) {
        if (!holds) {
            Object[] details = what;
            throw new Violation(id + " " + String.format(Locale.ROOT, otherwise, details));
        }
    }

    static boolean isTrue(HasMetadata object, String type) {
        return Kind.status(object).stream()
                .flatMap(status -> status.conditions().stream())
                .anyMatch(condition -> condition.type().equals(type) && condition.status() == Condition.Status.True);
    }

    static boolean says(HasMetadata object, String reason) {
        return Kind.status(object).stream()
                .flatMap(status -> status.conditions().stream())
                .anyMatch(condition -> condition.reason().equals(reason));
    }
}
