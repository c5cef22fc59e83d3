package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceSpec;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.StartRequest;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.service.Timings;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * One workspace and an AWS account, without a cluster: its parts are stepped by hand, pass by pass, in a time that passes
 * only when a test lets it. What a reconciler knows of the workspace, a test sets.
 */
public final class WorkspaceFixture implements AutoCloseable {

    public static final String ROLE = "arn:aws:iam::123456789012:role/team-a-notebook";
    public static final String UID = "0b1f6a52-3b0c-4c8e-9d0e-6c2d5c1f7a11";

    private static final String OPERATOR = "operator";
    private static final String CONSOLE = "console";

    /** What the schema's defaults make of a workspace that says no more than its role. */
    private static final String USUAL = """
            roleArn: %s
            notebook: {state: Running, instanceType: ml.t3.medium, volumeSizeGiB: 5, platformIdentifier: notebook-al2023-v1,
              directInternetAccess: Enabled, rootAccess: Enabled}
            glueKernels: {glueVersion: "5.0", workerType: G.1X, numberOfWorkers: 2, idleTimeout: 30m, timeout: 8h}
            repository: {provider: CodeCommit, branch: main, template: Standard, provisioning: Create,
              deletionPolicy: Retain}
            """.formatted(ROLE);

    private final ManualClock clock;
    private final SimulatedAws simulated;
    private final Aws aws;
    private final Ownership owner = new Ownership("cluster-under-test", "MlWorkspace", "team-a", "churn", UID);
    private final Map<String, Object> spec = new LinkedHashMap<>();
    private long generation;
    private Optional<MlWorkspaceStatus> last = Optional.empty();
    private Optional<DataLake> lake = Optional.empty();
    private List<GlueDevSession> sessions = List.of();
    private Optional<StartRequest> startRequest = Optional.empty();
    private Repairs repairs = new Repairs(false);

    public WorkspaceFixture(Instant start) {
        clock = new ManualClock(start);
        simulated = new SimulatedAws(clock, Timings.realistic());
        aws = new Aws(
                new Aws.Settings("us-east-1", Optional.empty(), 1, Duration.ofMinutes(5)),
                simulated.door(OPERATOR),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated")),
                clock);
        change(USUAL);
    }

    // What the user and the reconciler say

    /** Changes the spec, as YAML: fields of objects one by one, everything else as a whole; null takes out. */
    public WorkspaceFixture change(String changes) {
        merge(spec, fields(changes));
        generation++;
        return this;
    }

    public MlWorkspaceSpec spec() {
        return Serialization.unmarshal(Serialization.asYaml(spec), MlWorkspaceSpec.class);
    }

    public void last(MlWorkspaceStatus status) {
        last = Optional.of(status);
    }

    /** A lake that has been made. */
    public void lake(String bucket) {
        lake = Optional.of(Serialization.unmarshal("""
                apiVersion: aws-mlops.dev/v1alpha1
                kind: DataLake
                metadata: {name: orders, namespace: team-a}
                status:
                  bucket: {name: %1$s}
                  database: {name: orders}
                  zones: {raw: "s3://%1$s/raw/", curated: "s3://%1$s/curated/", features: "s3://%1$s/features/"}
                """.formatted(bucket), DataLake.class));
    }

    /** The sessions that use the notebook, as YAML, each with what its schema requires. */
    public void sessions(String... manifests) {
        sessions = List.of(manifests).stream()
                .map(manifest -> Serialization.unmarshal(manifest, GlueDevSession.class))
                .toList();
    }

    /** A session that uses the notebook since then. */
    public static String session(String name, Instant startedAt, String spec) {
        return """
                apiVersion: aws-mlops.dev/v1alpha1
                kind: GlueDevSession
                metadata: {name: %1$s, namespace: team-a, uid: uid-of-%1$s, creationTimestamp: "%2$s"}
                spec: {workspaceRef: {name: churn}, glueVersion: "5.0", %3$s}
                status: {startedAt: "%2$s"}
                """.formatted(name, startedAt, spec);
    }

    /** Somebody asks for a start, now: the annotation {@link MlWorkspace#START} with another value. */
    public void requestStart() {
        startRequest = Optional.of(new StartRequest(now().toString(), now().toString()));
    }

    /** From now on all has been as it should be, so that what differs was changed by somebody else. */
    public void wasRight() {
        repairs = new Repairs(true);
    }

    public Repairs repairs() {
        return repairs;
    }

    /** What the parts of the next pass are made from. */
    public WorkspacePlan plan() {
        return plan(false);
    }

    public WorkspacePlan plan(boolean steady) {
        return new WorkspacePlan(
                spec(),
                owner,
                generation,
                last,
                lake,
                sessions,
                startRequest,
                aws.region("us-east-1"),
                now(),
                false,
                steady,
                repairs);
    }

    public String name() {
        return plan().name();
    }

    // AWS

    public SimulatedAws aws() {
        return simulated;
    }

    public SageMakerClient sageMakerConsole() {
        return simulated.configure(SageMakerClient.builder(), CONSOLE).build();
    }

    public GlueClient glueConsole() {
        return simulated.configure(GlueClient.builder(), CONSOLE).build();
    }

    /** The operator's calls since the last {@link SimulatedAws#clearCalls}. */
    public List<String> calls() {
        return simulated.callsBy(OPERATOR).stream().map(Call::operation).toList();
    }

    /** Those that could change something. */
    public List<String> writes() {
        return simulated.callsBy(OPERATOR).stream()
                .filter(Call::mutating)
                .map(Call::operation)
                .toList();
    }

    // Time

    public ManualClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public void pass(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public void close() {
        aws.close();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> fields, Map<String, Object> changes) {
        changes.forEach((name, value) -> {
            if (value == null) {
                fields.remove(name);
            } else if (value instanceof Map && fields.get(name) instanceof Map) {
                merge((Map<String, Object>) fields.get(name), (Map<String, Object>) value);
            } else {
                fields.put(name, value);
            }
        });
    }
}
