package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.CreateDevEndpointResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InternalServiceException;

class FaultsTest extends AwsTest {

    private static CreateDevEndpointResponse create(GlueClient client, String name) {
        return client.createDevEndpoint(r -> r.endpointName(name).roleArn(ROLE));
    }

    private String status(String name) {
        return glue.getDevEndpoint(r -> r.endpointName(name)).devEndpoint().status();
    }

    private void createNotebook() {
        sageMaker.createNotebookInstance(
                r -> r.notebookInstanceName("lab").instanceType("ml.t3.medium").roleArn(ROLE));
        pass(Duration.ofMinutes(4));
    }

    private String notebookStatus() {
        return sageMaker
                .describeNotebookInstance(r -> r.notebookInstanceName("lab"))
                .notebookInstanceStatusAsString();
    }

    private GlueClient retrying() {
        return aws.configure(GlueClient.builder(), "operator")
                .overrideConfiguration(o -> o.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(3)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .build()))
                .build();
    }

    @Test
    void failBeforeTheEffect() {
        aws.faults().on("glue", "CreateDevEndpoint").nth(2).failBefore("InternalServiceException", "sorry", 500);
        create(glue, "first");
        assertThat(refusal(() -> create(glue, "second")))
                .isInstanceOf(InternalServiceException.class)
                .hasMessageContaining("sorry");
        create(glue, "third");
        assertThat(aws.inventory()).extracting(SimulatedResource::name).containsExactly("first", "third");
    }

    @Test
    void failAfterTheEffect() {
        Fault fault =
                aws.faults().on("glue", "CreateDevEndpoint").failAfter("OperationTimeoutException", "too slow", 500);
        assertRefused(() -> create(glue, "explore"), "OperationTimeoutException", "too slow");
        assertThat(fault.struck()).isEqualTo(1);
        fault.remove();
        assertThat(refusal(() -> create(glue, "explore"))).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void loseTheResponseSoThatTheSdksOwnRetryFindsTheNameTaken() {
        aws.faults().on("glue", "CreateDevEndpoint").first(1).loseResponse();
        assertThat(refusal(() -> create(retrying(), "explore"))).isInstanceOf(AlreadyExistsException.class);
        assertThat(aws.calls())
                .extracting(Call::error)
                .containsExactly(Optional.of("ConnectionLost"), Optional.of("AlreadyExistsException"));
    }

    @Test
    void loseTheRequestSoThatTheSdksOwnRetrySucceeds() {
        aws.faults().on("glue", "CreateDevEndpoint").first(1).loseRequest();
        create(retrying(), "explore");
        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void loseTheResponseWhichWithoutRetriesIsAClientError() {
        aws.faults().on("glue", "CreateDevEndpoint").loseResponse();
        assertThatThrownBy(() -> create(glue, "explore")).isInstanceOf(SdkClientException.class);
        assertThat(aws.inventory()).hasSize(1);
    }

    @Test
    void strikeOneCallerOneResourceOrWhateverAPredicateSays() {
        aws.faults().on("glue", "CreateDevEndpoint").by("operator").about("one").deny();
        aws.faults()
                .onAny()
                .where(attempt -> attempt.input().path("RoleArn").asText().endsWith("/secret"))
                .deny();
        assertRefused(() -> create(glue, "one"), "AccessDeniedException", "");
        create(glue, "two");
        create(glue("console"), "one");
        assertRefused(
                () -> glue.createDevEndpoint(r -> r.endpointName("x").roleArn(ROLE + "/secret")),
                "AccessDeniedException",
                "");
    }

    @Test
    void denyInTheWordsOfIam() {
        aws.faults().on("glue", "CreateDevEndpoint").deny();
        assertRefused(
                () -> create(glue, "explore"),
                "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/operator/simulated is not authorized to perform: "
                        + "glue:CreateDevEndpoint on resource: arn:aws:glue:us-east-1:123456789012:devEndpoint/explore "
                        + "because no identity-based policy allows the glue:CreateDevEndpoint action");
    }

    @Test
    void denyWithTheCodeOfTheQueryProtocol() {
        aws.faults().on("iam", "GetRole").deny();
        AwsServiceException denied = refusal(() -> iam.getRole(r -> r.roleName("lab")));
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied).hasMessageContaining("iam:GetRole on resource: arn:aws:iam::123456789012:role/lab");
    }

    @Test
    void throttleTheFirstCallsOfEveryOperation() {
        aws.faults().throttleFirst(2);
        GlueClient patient = retrying();
        create(patient, "explore");
        patient.getDevEndpoint(r -> r.endpointName("explore"));
        assertThat(aws.calls())
                .extracting(Call::error)
                .containsExactly(
                        Optional.of("ThrottlingException"),
                        Optional.of("ThrottlingException"),
                        Optional.empty(),
                        Optional.of("ThrottlingException"),
                        Optional.of("ThrottlingException"),
                        Optional.empty());
        assertThat(refusal(() -> iam.listRoles()).isThrottlingException()).isTrue();
        var throttled = refusal(() -> sageMaker.listNotebookInstances());
        assertThat(throttled.isThrottlingException()).isTrue();
        assertThat(throttled.statusCode()).isEqualTo(400);
        assertThat(throttled.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
    }

    @Test
    void limitTheRateOfAServiceByTheSimulatedClock() {
        aws.faults().rateLimit("glue", 0.5, 2);
        glue.listSessions(r -> {});
        glue.listSessions(r -> {});
        assertRefused(() -> glue.listSessions(r -> {}), "ThrottlingException", "Rate exceeded");
        sageMaker.listNotebookInstances();
        pass(Duration.ofSeconds(1));
        assertRefused(() -> glue.listSessions(r -> {}), "ThrottlingException", "Rate exceeded");
        pass(Duration.ofSeconds(1));
        glue.listSessions(r -> {});
    }

    @Test
    void holdAResourceInItsTransitionalStateUntilReleased() {
        Runnable release = aws.faults().hold(ResourceType.DEV_ENDPOINT, "explore", "PROVISIONING");
        create(glue, "explore");
        pass(Duration.ofHours(5));
        assertThat(status("explore")).isEqualTo("PROVISIONING");
        release.run();
        assertThat(status("explore")).isEqualTo("READY");
        assertThat(aws.ledger()
                        .of(ResourceType.DEV_ENDPOINT, "explore")
                        .orElseThrow()
                        .used())
                .isEqualTo(Duration.ofHours(5));
    }

    @Test
    void hangANotebookInStopping() {
        createNotebook();
        Runnable release = aws.faults().hold(ResourceType.NOTEBOOK_INSTANCE, "lab", "Stopping");
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofHours(3));
        assertThat(notebookStatus()).isEqualTo("Stopping");
        assertThat(aws.running()).hasSize(1);
        release.run();
        assertThat(aws.running()).isEmpty();
    }

    @Test
    void hideWhatIsNewFromReadsThoughItsNameIsTaken() {
        aws.faults().hideNewFor(Duration.ofSeconds(5));
        create(glue, "explore");
        assertThat(refusal(() -> status("explore"))).isInstanceOf(EntityNotFoundException.class);
        assertThat(glue.listDevEndpoints(r -> {}).devEndpointNames()).isEmpty();
        assertThat(refusal(() -> create(glue, "explore"))).isInstanceOf(AlreadyExistsException.class);
        assertThat(aws.running()).hasSize(1);
        pass(Duration.ofSeconds(5));
        assertThat(status("explore")).isEqualTo("PROVISIONING");
    }

    @Test
    void killADoorSoThatEveryCallThroughItThrowsAndOthersGoOn() {
        Door door = aws.door("operator");
        GlueClient dying =
                aws.configure(GlueClient.builder(), door, Region.US_EAST_1).build();
        create(dying, "explore");
        door.kill();
        assertThatThrownBy(() -> create(dying, "other")).isInstanceOf(DoorKilled.class);
        assertThat(status("explore")).isEqualTo("PROVISIONING");
        assertThat(aws.inventory()).hasSize(1);
    }

    @Test
    void crashBeforeTheEffectOfTheNthCall() {
        aws.faults().crashAt("operator", 2, Moment.BEFORE);
        glue.listDevEndpoints(r -> {});
        assertThatThrownBy(() -> create(glue, "explore")).isInstanceOf(DoorKilled.class);
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void crashAfterTheEffectAndKillAllClientsOfTheProcessButNotTheNext() {
        aws.faults().crashAt("operator", 2, Moment.AFTER);
        glue.listDevEndpoints(r -> {});
        assertThatThrownBy(() -> create(glue, "explore")).isInstanceOf(DoorKilled.class);
        assertThatThrownBy(() -> sageMaker.listNotebookInstances()).isInstanceOf(DoorKilled.class);
        assertThat(aws.calls()).extracting(Call::error).containsExactly(Optional.empty(), Optional.of("Killed"));

        assertThat(glue("operator").listDevEndpoints(r -> {}).devEndpointNames())
                .containsExactly("explore");
    }

    @Test
    void crashAfterACallThatAwsRefuses() {
        create(glue("console"), "explore");
        aws.faults().crashAt("operator", 1, Moment.AFTER);
        assertThatThrownBy(() -> create(glue, "explore")).isInstanceOf(DoorKilled.class);
    }

    @Test
    void ignoreACallAndSayThatAllIsWell() {
        createNotebook();
        aws.faults().on("sagemaker", "StopNotebookInstance").first(1).ignore();
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        assertThat(notebookStatus()).isEqualTo("InService");
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        assertThat(notebookStatus()).isEqualTo("Stopping");
    }

    @Test
    void failTheNextStartOfANotebookAndNotTheOneAfter() {
        createNotebook();
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofMinutes(2));
        aws.faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Lifecycle configuration timed out");
        sageMaker.startNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofMinutes(4));
        assertThat(notebookStatus()).isEqualTo("Failed");
        sageMaker.startNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofMinutes(4));
        assertThat(notebookStatus()).isEqualTo("InService");
    }

    @Test
    void forceAResourceIntoAnyState() {
        createNotebook();
        aws.force(ResourceType.NOTEBOOK_INSTANCE, "lab", "InMaintenance");
        assertThat(notebookStatus()).isEqualTo("InMaintenance");
        assertThat(aws.running()).hasSize(1);
        aws.force(ResourceType.NOTEBOOK_INSTANCE, "lab", "Unheard-of");
        assertThat(notebookStatus()).isEqualTo("Unheard-of");
        aws.force(ResourceType.NOTEBOOK_INSTANCE, "lab", "InService");
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
    }

    @Test
    void goAwayWhenCleared() {
        aws.faults().onAny().deny();
        aws.faults().failNext(ResourceType.DEV_ENDPOINT);
        aws.faults().hold(ResourceType.DEV_ENDPOINT, "explore", "PROVISIONING");
        aws.faults().hideNewFor(Duration.ofHours(1));
        aws.faults().clear();
        create(glue, "explore");
        pass(Duration.ofMinutes(10));
        assertThat(status("explore")).isEqualTo("READY");
    }
}
