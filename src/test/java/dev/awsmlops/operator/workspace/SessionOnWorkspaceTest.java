package dev.awsmlops.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/** Sessions that use a workspace's notebook and role, or its role alone. */
class SessionOnWorkspaceTest extends WorkspaceTest {

    private static final String ON_WORKSPACE = "roleArn: null\nworkspaceRef: {name: returns}\nttl: 2h";

    private final GlueClient glue = world.glueConsole();

    @Test
    void aSessionWaitsForItsWorkspaceAndThenRunsAsItsRole() {
        world.apply(Manifest.SESSION.named("etl", ON_WORKSPACE));
        assertThat(world.untilReason(GlueDevSession.class, "etl", "Ready", "ReferenceNotReady", HALF_AN_HOUR)
                        .message())
                .contains("MlWorkspace returns does not exist");

        ready(WorkspaceManifest.SHORTEST);
        world.untilPhase("etl", Phase.Ready, HALF_AN_HOUR);

        String id = world.session("etl").getStatus().endpoint().name();
        assertThat(glue.getSession(request -> request.id(id)).session().role()).isEqualTo(status().roleArn());
        assertThat(world.running()).hasSize(2);
        assertThat(world.session("etl").getStatus().notebook().name())
                .isEqualTo(status().notebook().name());
    }

    @Test
    void aStoppedNotebookIsStartedForTheSessionAndStoppedAgainAtItsEndAndNeverDeleted() {
        ready(WorkspaceManifest.SHORTEST);
        ready(WorkspaceManifest.SHORTEST, "notebook: {state: Stopped}");
        untilNotebook("Stopped", HALF_AN_HOUR);

        world.apply(Manifest.SESSION.named("etl", ON_WORKSPACE));
        untilNotebook("InService", HALF_AN_HOUR);
        assertThat(startScript())
                .contains(world.session("etl").getStatus().endpoint().name());

        world.untilPhase("etl", Phase.Expired, Duration.ofHours(3));
        untilNotebook("Stopped", HALF_AN_HOUR);
        assertThat(world.writes()).doesNotContain("DeleteNotebookInstance");
        assertThat(world.running()).isEmpty();
    }

    @Test
    void aRunningNotebookIsLeftRunningAtTheSessionsEnd() {
        ready(WorkspaceManifest.SHORTEST);
        world.apply(Manifest.SESSION.named("etl", ON_WORKSPACE));
        world.untilPhase("etl", Phase.Ready, HALF_AN_HOUR);

        world.delete("etl");
        world.untilGone(GlueDevSession.class, "etl", HALF_AN_HOUR);
        world.pass(HALF_AN_HOUR);

        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.IN_SERVICE);
    }

    @Test
    void whatTheNotebooksKernelsHaveStartedForTheSessionEndsWithIt() {
        ready(WorkspaceManifest.SHORTEST, "notebook: {state: Stopped}");
        world.apply(Manifest.SESSION.named("etl", ON_WORKSPACE));
        world.untilPhase("etl", Phase.Ready, HALF_AN_HOUR);
        GlueDevSession session = world.session("etl");
        String kernel = session.getStatus().endpoint().name() + "-00000000-0000-0000-0000-000000000001";
        glue.createSession(request -> request.id(kernel)
                .role(status().roleArn())
                .command(command -> command.name("glueetl").pythonVersion("3"))
                .tags(java.util.Map.of(
                        "aws-mlops.dev/uid",
                        session.getMetadata().getUid(),
                        "aws-mlops.dev/cluster",
                        "cluster-under-test")));
        world.pass(Duration.ofMinutes(10));

        world.delete("etl");
        world.untilGone(GlueDevSession.class, "etl", HALF_AN_HOUR);

        assertThat(exists(ResourceType.SESSION)).isFalse();
    }

    @Test
    void aDevEndpointCanUseTheRoleAlone() {
        ready(WorkspaceManifest.SHORTEST);
        world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("legacy", "roleArn: null\nroleRef: {name: returns}"));
        world.untilPhase("legacy", Phase.Ready, Duration.ofHours(1));

        assertThat(glue.getDevEndpoints(request -> {}).devEndpoints().get(0).roleArn())
                .isEqualTo(status().roleArn());
        world.delete("legacy");
        world.untilGone(GlueDevSession.class, "legacy", Duration.ofHours(1));
        assertThat(exists(ResourceType.DEV_ENDPOINT)).isFalse();
    }

    @Test
    void aSessionIsTakenDownThoughItsWorkspaceHasVanishedFromTheCluster() {
        ready(WorkspaceManifest.SHORTEST);
        world.apply(Manifest.SESSION.named("etl", ON_WORKSPACE));
        world.untilPhase("etl", Phase.Ready, HALF_AN_HOUR);
        world.stopOperator();
        world.handle(dev.awsmlops.operator.api.v1alpha1.MlWorkspace.class, WORKSPACE)
                .edit(workspace -> {
                    workspace.getMetadata().setFinalizers(java.util.List.of());
                    return workspace;
                });
        world.handle(dev.awsmlops.operator.api.v1alpha1.MlWorkspace.class, WORKSPACE)
                .delete();
        world.startOperator();

        world.untilPhase("etl", Phase.Expired, Duration.ofHours(3));

        assertThat(exists(ResourceType.SESSION)).isFalse();
    }

    private String startScript() {
        String config = notebook().notebookInstanceLifecycleConfigName();
        return new String(
                Base64.getDecoder()
                        .decode(sageMaker
                                .describeNotebookInstanceLifecycleConfig(
                                        request -> request.notebookInstanceLifecycleConfigName(config))
                                .onStart()
                                .get(0)
                                .content()),
                StandardCharsets.UTF_8);
    }
}
