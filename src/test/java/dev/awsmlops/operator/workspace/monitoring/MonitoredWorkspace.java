package dev.awsmlops.operator.workspace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceSpec;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.Finding;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.MonitoringStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.StartRequest;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import dev.awsmlops.sandbox.aws.Door;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.service.Timings;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The workspace team-a/orders with its monitoring in a simulated account, in a time that passes only when a test lets it.
 * A test takes the operator's passes itself; between them nobody looks.
 */
final class MonitoredWorkspace implements AutoCloseable {

    static final String REGION = "us-east-1";
    static final String OPERATOR = "operator";
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";
    static final String ROLE = "arn:aws:iam::123456789012:role/dev";

    /** A Monday. */
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private static final Ownership OWNER = new Ownership("cluster-1", "MlWorkspace", "team-a", "orders", "uid-1");

    final ManualClock clock = new ManualClock(START);
    final SimulatedAws aws = new SimulatedAws(clock, Timings.realistic());
    final GlueClient glue = aws.configure(GlueClient.builder(), "console").build();
    final SageMakerClient sageMaker =
            aws.configure(SageMakerClient.builder(), "console").build();
    final SfnClient stepFunctions =
            aws.configure(SfnClient.builder(), "console").build();
    final SchedulerClient scheduler =
            aws.configure(SchedulerClient.builder(), "console").build();
    final IamClient iam = aws.configure(IamClient.builder(), "console").build();

    private final Aws operator;
    private String spec;
    private Optional<DataLake> lake = Optional.empty();
    private final List<GlueDevSession> sessions = new ArrayList<>();
    private Optional<StartRequest> startRequest = Optional.empty();
    private Optional<MlWorkspaceStatus> last = Optional.empty();
    private boolean steady;
    private Repairs repairs = new Repairs(false);

    MonitoredWorkspace() {
        Door door = aws.door(OPERATOR);
        operator = new Aws(
                new Aws.Settings(REGION, Optional.empty(), 1, Duration.ofMinutes(5)),
                door,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated")),
                clock);
        spec("monitoring: {notifyTopicArn: '" + TOPIC + "'}");
    }

    /** What the user writes, in YAML, below {@code spec}; the schema adds how often it looks. */
    MonitoredWorkspace spec(String yaml) {
        spec = yaml.replace("monitoring: {", "monitoring: {schedule: rate(1 hour), ");
        return this;
    }

    MonitoredWorkspace onLake(String name, String uid) {
        lake = Optional.of(Serialization.unmarshal(
                "metadata: {namespace: team-a, name: %s, uid: %s}".formatted(name, uid), DataLake.class));
        return this;
    }

    /** A session that uses the notebook. */
    MonitoredWorkspace usedBy(String name, String uid, String status) {
        sessions.add(Serialization.unmarshal(
                "metadata: {namespace: team-a, name: %s, uid: %s}\nstatus: %s".formatted(name, uid, status),
                GlueDevSession.class));
        return this;
    }

    MonitoredWorkspace startAskedAt(Instant at) {
        startRequest = Optional.of(new StartRequest("again", at.toString()));
        return this;
    }

    /** From now on nothing is expected to change, and what does is somebody else's doing. */
    void steady() {
        steady = true;
        repairs = new Repairs(true);
    }

    /** The next passes look in full. */
    void unsteady() {
        steady = false;
        repairs = new Repairs(true);
    }

    String repaired() {
        return repairs.summary().orElse("");
    }

    AwsRegion region() {
        return operator.region(REGION);
    }

    WorkspacePlan plan() {
        return new WorkspacePlan(
                Serialization.unmarshal(spec, MlWorkspaceSpec.class),
                OWNER,
                1,
                last,
                lake,
                List.copyOf(sessions),
                startRequest,
                region(),
                clock.instant(),
                false,
                steady,
                repairs);
    }

    String name() {
        return plan().name();
    }

    /** One pass towards the spec. */
    PartRun pass() {
        var monitoring = new Monitoring(plan());
        PartRun run = PartRun.converge(monitoring.parts());
        Optional<MonitoringStatus> found = monitoring.found().or(() -> last.map(MlWorkspaceStatus::monitoring));
        last = Optional.of(
                statusWith(found.orElse(null), monitoring.roleArn(run).orElse(null)));
        return run;
    }

    /** One pass towards absence. */
    PartRun removalPass() {
        return PartRun.remove(new Monitoring(plan()).partsToRemove());
    }

    /** Passes until all is ready. */
    MonitoredWorkspace ready() {
        for (int passes = 0; passes < 60; passes++) {
            if (pass().all(Outcome.Ready.class)) {
                return this;
            }
            clock.advance(Duration.ofSeconds(5));
        }
        throw new AssertionError("not ready after a while: " + pass().outcomes());
    }

    /** Lets time pass with nobody looking. */
    void leaveAlone(Duration duration) {
        clock.advance(duration);
    }

    /** What the last look found, as the operator reads it now. */
    List<Finding> findings() {
        MonitoringStatus status = status();
        assertThat(status.lastExecution()).as("the last look").isNotNull();
        assertThat(status.lastExecution().status())
                .as(status.lastExecution().toString())
                .isEqualTo("SUCCEEDED");
        return status.findings();
    }

    MonitoringStatus status() {
        var reader = new MonitorFindings(plan());
        reader.observe();
        return reader.found().orElseThrow();
    }

    List<String> messages() {
        return aws.published(TOPIC).stream()
                .map(published -> published.message())
                .toList();
    }

    // What the workspace has

    void notebook() {
        sageMaker.createNotebookInstance(request -> request.notebookInstanceName(name())
                .instanceType("ml.t3.medium")
                .roleArn(ROLE));
        clock.advance(Duration.ofMinutes(5));
    }

    void stopNotebook() {
        sageMaker.stopNotebookInstance(request -> request.notebookInstanceName(name()));
        clock.advance(Duration.ofMinutes(5));
    }

    void session(String id, String ownerUid) {
        glue.createSession(request -> request.id(id)
                .role(ROLE)
                .command(command -> command.name("glueetl").pythonVersion("3"))
                .timeout(2880)
                .tags(Map.of(Ownership.UID, ownerUid)));
        clock.advance(Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        operator.close();
    }

    private static MlWorkspaceStatus statusWith(MonitoringStatus monitoring, String roleArn) {
        return new MlWorkspaceStatus(null, null, null, roleArn, null, null, monitoring, null, null, null);
    }
}
