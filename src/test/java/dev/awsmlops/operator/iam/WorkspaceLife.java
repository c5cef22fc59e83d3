package dev.awsmlops.operator.iam;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Workspaces with repositories in CodeCommit and elsewhere, changed by their owner and by others, and deleted. */
final class WorkspaceLife {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final String NAME = "returns";

    private static final String WHOLE = """
            notebook: {idleTimeout: 1h}
            repository: {deletionPolicy: Delete, description: Returns}
            """;

    private static final String GIT_WITH_TEMPLATE = """
            dataLakeRef: {name: orders}
            repository:
              provider: Git
              url: https://git.example.com/acme/returns.git
            """;

    private final World world;
    private final GlueClient glue;
    private final SageMakerClient sageMaker;
    private final SfnClient stepFunctions;

    private WorkspaceLife(World world) {
        this.world = world;
        this.glue = world.glueConsole();
        this.sageMaker = world.sageMakerConsole();
        this.stepFunctions = world.stepFunctionsConsole();
    }

    static void record(Recorder recorder) {
        inNewWorld(recorder, WorkspaceLife::liveOnCodeCommit);
        inNewWorld(recorder, WorkspaceLife::liveOnARepositoryWithCommits);
        inNewWorld(recorder, WorkspaceLife::liveOnGit);
        try (World world = World.withOperator()) {
            // The lake has its own reconciler beside; only what happens in the workspace's folder is the workspace's.
            recorder.listenTo(world, attempt -> attempt.resourceArn().contains("/workspaces/"));
            new WorkspaceLife(world).liveOnLake();
        }
    }

    private static void inNewWorld(Recorder recorder, Consumer<WorkspaceLife> life) {
        try (World world = new World()) {
            recorder.listenTo(world);
            world.startOperator();
            life.accept(new WorkspaceLife(world));
        }
    }

    private void liveOnCodeCommit() {
        ready(WorkspaceManifest.SHORTEST, WHOLE);
        String changed = WHOLE.replace("1h", "2h, instanceType: ml.m5.xlarge").replace("Returns", "Goods");
        ready(WorkspaceManifest.SHORTEST, changed + "tags: {team: a}\nmonitoring: {schedule: rate(10 minutes)}");
        world.pass(HALF_AN_HOUR);
        new RoleDrift(world).strike();
        stepFunctions.updateStateMachine(
                request -> request.stateMachineArn(status().monitoring().stateMachineArn())
                        .definition(
                                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Done\",\"States\":{\"Done\":{\"Type\":\"Succeed\"}}}"));
        world.pass(RoleDrift.FULL_LOOK);
        startAfterIdleStop();
        startKernels();
        delete();
    }

    private void liveOnARepositoryWithCommits() {
        try (CodeCommitClient codeCommit = world.codeCommitConsole()) {
            codeCommit.createRepository(request -> request.repositoryName("shared"));
            codeCommit.putFile(request -> request.repositoryName("shared")
                    .branchName("main")
                    .filePath("theirs.txt")
                    .fileContent(SdkBytes.fromUtf8String("theirs\n")));
        }
        ready(WorkspaceManifest.SHORTEST, "repository: {name: shared, provisioning: Use}");
        delete();
    }

    private void liveOnGit() {
        ready(WorkspaceManifest.WITH_GIT, "");
        ready(WorkspaceManifest.WITH_GIT, """
                repository:
                  provider: Git
                  url: https://git.example.com/acme/returns.git
                  secretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:git-GhIjKl
                  template: None
                monitoring: {enabled: false}
                """);
        delete();
    }

    private void liveOnLake() {
        world.putObjects("acme-orders", "raw/orders/a.csv");
        world.apply(LakeManifest.SHORTEST.named("orders", "bucket: {name: acme-orders, provisioning: Adopt}"));
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
        ready(WorkspaceManifest.SHORTEST, GIT_WITH_TEMPLATE);
        delete();
    }

    private void startAfterIdleStop() {
        sageMaker.addTags(request -> request.resourceArn(status().notebook().arn())
                .tags(Tag.builder()
                        .key("aws-mlops.dev/idle-stopped-at")
                        .value(world.now().toString())
                        .build()));
        sageMaker.stopNotebookInstance(
                request -> request.notebookInstanceName(status().notebook().name()));
        world.pass(HALF_AN_HOUR);
        world.annotate(MlWorkspace.class, NAME, MlWorkspace.START, "again");
        world.pass(HALF_AN_HOUR);
    }

    /** A tab's, and one of the workspace's own code, which has a name of its own. */
    private void startKernels() {
        String uid = world.workspace(NAME).getMetadata().getUid();
        for (String id :
                new String[] {status().notebook().name() + "-0b86a5d3-6c4f-4f0e-9d0e-0f7f3a1b2c3d", "returns-features"
                }) {
            glue.createSession(request -> request.id(id)
                    .role(status().roleArn())
                    .glueVersion("5.0")
                    .command(command -> command.name("glueetl").pythonVersion("3"))
                    .tags(Map.of("aws-mlops.dev/uid", uid, "aws-mlops.dev/cluster", World.CLUSTER)));
        }
        world.pass(Duration.ofMinutes(5));
    }

    private void ready(WorkspaceManifest manifest, String changes) {
        world.apply(manifest.named(NAME, changes));
        world.untilReady(MlWorkspace.class, NAME, HALF_AN_HOUR);
    }

    private void delete() {
        world.handle(MlWorkspace.class, NAME).delete();
        world.untilGone(MlWorkspace.class, NAME, HALF_AN_HOUR);
    }

    private MlWorkspaceStatus status() {
        return world.workspace(NAME).getStatus();
    }
}
