package dev.awsmlops.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/** What somebody changes in the console is put back. */
class MlWorkspaceDriftTest extends WorkspaceTest {

    @BeforeEach
    void isReady() {
        ready(WorkspaceManifest.SHORTEST);
    }

    @Test
    void aNotebookThatWasStoppedIsStartedAgain() {
        sageMaker.stopNotebookInstance(
                request -> request.notebookInstanceName(status().notebook().name()));
        untilNotebook("Stopped", HALF_AN_HOUR);

        untilNotebook("InService", HALF_AN_HOUR);
    }

    @Test
    void aRoleThatWasDeletedIsMadeAgain() {
        String role = status().roleArn().replaceAll(".*/", "");
        iam.listRolePolicies(request -> request.roleName(role))
                .policyNames()
                .forEach(policy ->
                        iam.deleteRolePolicy(request -> request.roleName(role).policyName(policy)));
        iam.deleteRole(request -> request.roleName(role));

        world.until("the role is there again", DRIFT_INTERVAL, () -> world.aws().inventory().stream()
                .anyMatch(resource ->
                        resource.type() == ResourceType.ROLE && resource.name().equals(role)));
        world.pass(HALF_AN_HOUR);

        untilReady();
        assertThat(world.eventNotes("DriftRepaired")).anyMatch(note -> note.contains(role));
    }

    @Test
    void aStateMachineThatWasDeletedIsMadeAgain() {
        String arn = status().monitoring().stateMachineArn();
        stepFunctions.deleteStateMachine(request -> request.stateMachineArn(arn));
        world.pass(Duration.ofMinutes(1));

        world.pass(DRIFT_INTERVAL);

        untilReady();
        assertThat(stepFunctions
                        .describeStateMachine(request -> request.stateMachineArn(arn))
                        .statusAsString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void aRepositoryThatWasDeletedIsMadeAndSeededAgain() {
        codeCommit.deleteRepository(request -> request.repositoryName(REPOSITORY));

        world.pass(DRIFT_INTERVAL);
        untilReady();

        assertThat(file("README.md")).isNotBlank();
    }

    @Test
    void anInstanceTypeChangedInTheConsoleIsPutBack() {
        String name = status().notebook().name();
        sageMaker.stopNotebookInstance(request -> request.notebookInstanceName(name));
        world.aws().faults().on("sagemaker", "StartNotebookInstance").first(1).throttle();
        untilNotebook("Stopped", HALF_AN_HOUR);
        sageMaker.updateNotebookInstance(
                request -> request.notebookInstanceName(name).instanceType("ml.m5.xlarge"));

        world.pass(Duration.ofHours(1));
        untilReady();

        assertThat(notebook().instanceTypeAsString()).isEqualTo("ml.t3.medium");
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.IN_SERVICE);
    }

    @Test
    void aNotebookThatWasDeletedIsMadeAgain() {
        String name = status().notebook().name();
        world.stopOperator();
        sageMaker.stopNotebookInstance(request -> request.notebookInstanceName(name));
        world.pass(Duration.ofMinutes(5));
        sageMaker.deleteNotebookInstance(request -> request.notebookInstanceName(name));
        world.startOperator();

        world.pass(Duration.ofMinutes(10));
        untilNotebook("InService", HALF_AN_HOUR);
    }
}
