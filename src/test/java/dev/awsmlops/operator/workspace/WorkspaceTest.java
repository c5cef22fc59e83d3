package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A world with one workspace, named returns, of the namespace team-a. */
abstract class WorkspaceTest {

    static final String WORKSPACE = "returns";
    static final String REPOSITORY = "team-a-returns";
    static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /** Longer than any two full looks at a workspace are apart. */
    static final Duration DRIFT_INTERVAL = Duration.ofMinutes(72);

    final World world = World.withOperator();
    final CodeCommitClient codeCommit = world.codeCommitConsole();
    final SageMakerClient sageMaker = world.sageMakerConsole();
    final SfnClient stepFunctions = world.stepFunctionsConsole();
    final IamClient iam = world.iamConsole();

    @AfterEach
    void close() {
        world.close();
    }

    void apply(WorkspaceManifest manifest) {
        apply(manifest, "");
    }

    void apply(WorkspaceManifest manifest, String changes) {
        world.apply(manifest.named(WORKSPACE, changes));
    }

    void ready(WorkspaceManifest manifest) {
        ready(manifest, "");
    }

    void ready(WorkspaceManifest manifest, String changes) {
        apply(manifest, changes);
        untilReady();
    }

    void untilReady() {
        world.untilReady(MlWorkspace.class, WORKSPACE, HALF_AN_HOUR);
    }

    /** The lake orders, over a bucket with some data. */
    void lakeIsReady() {
        world.putObjects("acme-orders", "raw/orders/day=1/a.csv");
        world.apply(LakeManifest.WITH_CRAWLER.named("orders", "bucket: {name: acme-orders, provisioning: Adopt}"));
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
    }

    Condition untilReason(String type, String reason) {
        return world.untilReason(MlWorkspace.class, WORKSPACE, type, reason, HALF_AN_HOUR);
    }

    void untilNotebook(String state, Duration limit) {
        world.until("the notebook is " + state, limit, () -> Optional.ofNullable(status())
                .map(MlWorkspaceStatus::notebook)
                .filter(notebook -> state.equals(notebook.status()))
                .isPresent());
    }

    Optional<Condition> condition(String type) {
        return world.condition(MlWorkspace.class, WORKSPACE, type);
    }

    void annotate(String key, String value) {
        world.annotate(MlWorkspace.class, WORKSPACE, key, value);
    }

    void delete() {
        world.handle(MlWorkspace.class, WORKSPACE).delete();
    }

    void untilGone() {
        world.untilGone(MlWorkspace.class, WORKSPACE, HALF_AN_HOUR);
    }

    MlWorkspaceStatus status() {
        return world.workspace(WORKSPACE).getStatus();
    }

    DescribeNotebookInstanceResponse notebook() {
        String name = status().notebook().name();
        return sageMaker.describeNotebookInstance(request -> request.notebookInstanceName(name));
    }

    /** What exists in AWS of this workspace, by its type. */
    List<ResourceType> types() {
        return world.resourcesOf(world.workspace(WORKSPACE).getMetadata().getUid()).stream()
                .map(SimulatedResource::type)
                .toList();
    }

    boolean exists(ResourceType type) {
        return world.aws().inventory().stream().anyMatch(resource -> resource.type() == type);
    }

    SimulatedResource only(ResourceType type) {
        List<SimulatedResource> found = world.aws().inventory().stream()
                .filter(resource -> resource.type() == type)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one " + type + ": " + found);
        }
        return found.get(0);
    }

    /** The text of a file at the head of the repository's branch main. */
    String file(String path) {
        return codeCommit
                .getFile(request -> request.repositoryName(REPOSITORY)
                        .commitSpecifier("main")
                        .filePath(path))
                .fileContent()
                .asUtf8String();
    }
}
