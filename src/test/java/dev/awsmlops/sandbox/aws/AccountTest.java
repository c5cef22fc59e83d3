package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.Units;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.StsClient;

class AccountTest extends AwsTest {

    private static final String TRUSTS_GLUE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": ["glue.amazonaws.com", "lambda.amazonaws.com"]}}]}""";

    private void createEndpoint(String name, String role) {
        glue.createDevEndpoint(r -> r.endpointName(name).roleArn(role).numberOfNodes(2));
    }

    private void createNotebook(String name) {
        sageMaker.createNotebookInstance(
                r -> r.notebookInstanceName(name).instanceType("ml.t3.medium").roleArn(ROLE));
    }

    private void createSession(String id) {
        glue.createSession(r -> r.id(id)
                .role(ROLE)
                .command(c -> c.name("glueetl"))
                .workerType("G.2X")
                .numberOfWorkers(3));
    }

    private Ledger.Entry bill(ResourceType type, String name) {
        return aws.ledger().of(type, name).orElseThrow();
    }

    @Test
    void knowsWhoIsCalling() {
        var identity = aws.configure(StsClient.builder(), "operator").build().getCallerIdentity();
        assertThat(identity.account()).isEqualTo(SimulatedAws.ACCOUNT);
        assertThat(identity.arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/operator/simulated");
    }

    @Test
    void makesARoleThatServicesCanAssumeOnlyALittleLater() {
        String arn = iam.createRole(r -> r.roleName("glue-dev").assumeRolePolicyDocument(TRUSTS_GLUE))
                .role()
                .arn();
        assertRefused(
                () -> createEndpoint("explore", arn),
                "InvalidInputException",
                "should be given assume role permissions for Glue Service.");
        pass(Duration.ofSeconds(10));
        createEndpoint("explore", arn);
        assertRefused(
                () -> sageMaker.createNotebookInstance(r -> r.notebookInstanceName("lab")
                        .instanceType("ml.t3.medium")
                        .roleArn(arn)),
                "ValidationException",
                "Could not assume role");
    }

    @Test
    void refusesRolesItDoesNotKnowWhenStrict() {
        createEndpoint("before", ROLE);
        aws.settings().strictRoles(true);
        assertRefused(() -> createEndpoint("after", ROLE), "InvalidInputException", "assume role permissions");
    }

    @Test
    void keepsRolesUntilTheyAreDeleted() {
        iam.createRole(r -> r.roleName("glue-dev").assumeRolePolicyDocument(TRUSTS_GLUE));
        assertThat(refusal(() -> iam.createRole(r -> r.roleName("glue-dev").assumeRolePolicyDocument(TRUSTS_GLUE))))
                .isInstanceOf(EntityAlreadyExistsException.class);
        assertThat(iam.listRoles().roles()).extracting(Role::roleName).containsExactly("glue-dev");
        assertThat(iam.getRole(r -> r.roleName("glue-dev")).role().createDate()).isEqualTo(SimulatedClock.START);
        iam.deleteRole(r -> r.roleName("glue-dev"));
        assertThat(refusal(() -> iam.getRole(r -> r.roleName("glue-dev")))).isInstanceOf(NoSuchEntityException.class);
        assertRefused(
                () -> iam.createRole(r -> r.roleName("bad").assumeRolePolicyDocument("{")),
                "MalformedPolicyDocument",
                "invalid Json");
    }

    @Test
    void showsEverythingThatExistsAndWhatOfItCosts() {
        glue.createDevEndpoint(r -> r.endpointName("explore").roleArn(ROLE).tags(Map.of("team", "a")));
        createNotebook("lab");
        sageMaker.createNotebookInstanceLifecycleConfig(r -> r.notebookInstanceLifecycleConfigName("idle"));
        assertThat(aws.inventory())
                .extracting(SimulatedResource::name)
                .containsExactlyInAnyOrder("explore", "lab", "idle");
        SimulatedResource explore = aws.running().get(0);
        assertThat(explore.arn()).isEqualTo("arn:aws:glue:us-east-1:123456789012:devEndpoint/explore");
        assertThat(explore.state()).isEqualTo("PROVISIONING");
        assertThat(explore.tags()).isEqualTo(Map.of("team", "a"));
        assertThat(explore.units()).contains(new Units("DPU", 5));
        assertThat(aws.running()).extracting(SimulatedResource::name).containsExactly("explore", "lab");
    }

    @Test
    void billsADevEndpointForTenMinutesAtLeastAndUntilItIsGone() {
        createEndpoint("short", ROLE);
        createEndpoint("long", ROLE);
        pass(Duration.ofMinutes(1));
        glue.deleteDevEndpoint(r -> r.endpointName("short"));
        pass(Duration.ofMinutes(116));
        glue.deleteDevEndpoint(r -> r.endpointName("long"));
        pass(Duration.ofDays(1));

        assertThat(aws.inventory()).isEmpty();
        assertThat(bill(ResourceType.DEV_ENDPOINT, "short").used()).isEqualTo(Duration.ofMinutes(4));
        assertThat(bill(ResourceType.DEV_ENDPOINT, "short").billed()).isEqualTo(Duration.ofMinutes(10));
        assertThat(bill(ResourceType.DEV_ENDPOINT, "long").unitHours()).isEqualTo(4.0);
        assertThat(aws.ledger().unitHours("DPU")).isCloseTo(4.0 + 2.0 / 6, within(1e-9));
    }

    @Test
    void billsASessionByTheSecondAndForAMinuteAtLeast() {
        createSession("short");
        createSession("long");
        pass(Duration.ofSeconds(45));
        glue.stopSession(r -> r.id("short"));
        pass(Duration.ofMinutes(30));
        glue.stopSession(r -> r.id("long"));
        pass(Duration.ofDays(1));

        assertThat(bill(ResourceType.SESSION, "short").used()).isEqualTo(Duration.ofSeconds(45));
        assertThat(bill(ResourceType.SESSION, "short").unitHours()).isEqualTo(0.1);
        assertThat(bill(ResourceType.SESSION, "long").billed())
                .isEqualTo(Duration.ofMinutes(30).plusSeconds(45));
    }

    @Test
    void billsANotebookByItsTypeAndNotWhileItIsStopped() {
        createNotebook("lab");
        pass(Duration.ofMinutes(58));
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofHours(100));
        sageMaker.updateNotebookInstance(r -> r.notebookInstanceName("lab").instanceType("ml.m5.xlarge"));
        pass(Duration.ofHours(100));
        sageMaker.startNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofMinutes(59));
        assertThat(aws.ledger().unitHours("ml.t3.medium")).isEqualTo(1.0);
        assertThat(aws.ledger().unitHours("ml.m5.xlarge")).isEqualTo(1.0);
    }

    @Test
    void recordsEveryCallWithItsCallerAndOutcome() {
        createEndpoint("explore", ROLE);
        refusal(() -> glue("console").getSession(r -> r.id("none")));
        glue.listDevEndpoints(r -> {});
        assertThat(aws.calls())
                .containsExactly(
                        new Call(
                                1,
                                "operator",
                                "glue",
                                "CreateDevEndpoint",
                                true,
                                Optional.of("explore"),
                                Optional.empty(),
                                SimulatedClock.START),
                        new Call(
                                2,
                                "console",
                                "glue",
                                "GetSession",
                                false,
                                Optional.of("none"),
                                Optional.of("EntityNotFoundException"),
                                SimulatedClock.START),
                        new Call(
                                3,
                                "operator",
                                "glue",
                                "ListDevEndpoints",
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                SimulatedClock.START));
        assertThat(aws.callsBy("console")).hasSize(1);
        aws.clearCalls();
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void saysSoWhenAnOperationIsNotSimulated() {
        assertRefused(() -> glue.getJobs(r -> {}), "UnknownOperationException", "GetJobs");
    }

    @Test
    void takesAsLongAsItIsToldTo() {
        SimulatedAws instant = account(Timings.instant());
        GlueClient client = instant.configure(GlueClient.builder(), "operator").build();
        client.createDevEndpoint(r -> r.endpointName("explore").roleArn(ROLE));
        assertThat(client.getDevEndpoint(r -> r.endpointName("explore"))
                        .devEndpoint()
                        .status())
                .isEqualTo("READY");
        client.deleteDevEndpoint(r -> r.endpointName("explore"));
        assertThat(instant.inventory()).isEmpty();
        assertThat(Timings.instant()
                        .with(Step.SESSION_STOPPING, Duration.ofHours(1))
                        .of(Step.SESSION_STOPPING))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void takesCallsFromManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> creations = IntStream.range(0, 50)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        createSession("session-" + i);
                        return null;
                    })
                    .toList();
            for (Future<Void> creation : threads.invokeAll(creations)) {
                creation.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(aws.running()).hasSize(50);
        assertThat(aws.calls())
                .extracting(Call::sequence)
                .doesNotHaveDuplicates()
                .hasSize(50);
    }
}
