package dev.awsmlops.operator.workspace.repository;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.BucketStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.DatabaseStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.ZonePaths;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceSpec;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.RepositorySpec;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.Door;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.service.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** An account, an operator's way into it, and the plan of a workspace named team-a/churn on a lake. */
final class Lab {

    static final String NAME = "team-a-churn";
    static final String ARN = "arn:aws:codecommit:us-east-1:123456789012:" + NAME;
    static final String BUCKET = "team-a-lake";
    static final String GIT_URL = "https://github.com/acme/churn.git";

    private static final String OPERATOR = "operator";
    private static final String CONSOLE = "console";
    private static final Map<String, Object> USUAL = Map.of(
            "provider", "CodeCommit",
            "branch", "main",
            "template", "Standard",
            "provisioning", "Create",
            "deletionPolicy", "Retain");

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
    final SimulatedAws aws = new SimulatedAws(clock, Timings.realistic());
    final CodeCommitClient codeCommit =
            aws.configure(CodeCommitClient.builder(), CONSOLE).build();
    final SageMakerClient sageMaker =
            aws.configure(SageMakerClient.builder(), CONSOLE).build();
    private final Map<String, Object> repository = new HashMap<>(USUAL);
    private Aws door;
    private String uid = "7f0c1a52-0000-4000-8000-000000000001";
    private final Map<String, String> tags = Map.of("team", "a");
    private Optional<DataLake> lake = Optional.of(lake());
    private Optional<MlWorkspaceStatus> last = Optional.empty();
    private boolean steady;
    private Repairs repairs = new Repairs(false);

    Lab() {
        restart();
    }

    /** A new process of the operator, which knows nothing. */
    void restart() {
        Door way = aws.door(OPERATOR);
        door = new Aws(
                new Aws.Settings("us-east-1", Optional.empty(), 1, Duration.ofMinutes(5)),
                way,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated")),
                clock);
    }

    /** Changes the spec of the repository; null takes a field away. */
    Lab with(String field, Object value) {
        repository.put(field, value);
        return this;
    }

    Lab onGit() {
        return with("provider", "Git").with("url", GIT_URL);
    }

    Lab withoutLake() {
        lake = Optional.empty();
        return this;
    }

    /** The object was deleted and made again: it has another uid and no status. */
    Lab madeAgain() {
        uid = "7f0c1a52-0000-4000-8000-000000000002";
        last = Optional.empty();
        return this;
    }

    Lab after(MlWorkspaceStatus status) {
        last = Optional.of(status);
        return this;
    }

    Lab steady(boolean now) {
        steady = now;
        return this;
    }

    /** From now on all has been as the spec says. */
    Lab right() {
        repairs = new Repairs(true);
        return this;
    }

    Optional<String> repairs() {
        return repairs.summary();
    }

    WorkspacePlan plan() {
        var spec = new MlWorkspaceSpec(
                null,
                null,
                null,
                null,
                new ObjectMapper().convertValue(repository, RepositorySpec.class),
                null,
                "arn:aws:iam::123456789012:role/churn",
                tags,
                null);
        return new WorkspacePlan(
                spec,
                new Ownership("cluster-under-test", "MlWorkspace", "team-a", "churn", uid),
                1,
                last,
                lake,
                List.of(),
                Optional.empty(),
                door.region(null),
                clock.instant(),
                false,
                steady,
                repairs);
    }

    CodeCommitRepository codeCommitRepository() {
        return new CodeCommitRepository(plan(), List.of());
    }

    static Outcome converge(Part<?> part) {
        return PartRun.converge(List.of(part)).of(part);
    }

    static Outcome remove(Part<?> part) {
        return PartRun.remove(List.of(part)).of(part);
    }

    /** A pass over the repository alone. */
    CodeCommitRepository pass() {
        CodeCommitRepository part = codeCommitRepository();
        converge(part);
        return part;
    }

    Commit head(String branch) {
        String id = codeCommit
                .getBranch(request -> request.repositoryName(NAME).branchName(branch))
                .branch()
                .commitId();
        return codeCommit
                .getCommit(request -> request.repositoryName(NAME).commitId(id))
                .commit();
    }

    /** A file on the branch main. */
    String file(String path) {
        return codeCommit
                .getFile(request ->
                        request.repositoryName(NAME).commitSpecifier("main").filePath(path))
                .fileContent()
                .asUtf8String();
    }

    Map<String, String> repositoryTags() {
        return codeCommit
                .listTagsForResource(request -> request.resourceArn(ARN))
                .tags();
    }

    /** Someone makes the repository. */
    void make(Map<String, String> withTags) {
        codeCommit.createRepository(request ->
                request.repositoryName(NAME).repositoryDescription("theirs").tags(withTags));
    }

    /** Someone commits a file on top of a branch. */
    String commit(String branch, String parent, String path) {
        return codeCommit
                .putFile(request -> request.repositoryName(NAME)
                        .branchName(branch)
                        .parentCommitId(parent)
                        .filePath(path)
                        .fileContent(SdkBytes.fromUtf8String("mine\n")))
                .commitId();
    }

    List<String> calls() {
        return aws.callsBy(OPERATOR).stream().map(Call::operation).toList();
    }

    List<String> writes() {
        return aws.callsBy(OPERATOR).stream()
                .filter(Call::mutating)
                .map(Call::operation)
                .toList();
    }

    long count(String operation) {
        return calls().stream().filter(operation::equals).count();
    }

    private static DataLake lake() {
        var found = new DataLake();
        found.setStatus(new DataLakeStatus(
                1L,
                null,
                new BucketStatus(BUCKET, null, null, null),
                new DatabaseStatus("orders", null),
                new ZonePaths("s3://team-a-lake/raw/", "s3://team-a-lake/curated/", "s3://team-a-lake/features/"),
                null,
                List.of(),
                null,
                null,
                null,
                List.of()));
        return found;
    }
}
