package dev.awsmlops.operator.workspace.repository;

import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import dev.awsmlops.operator.workspace.repository.TemplateArchive.Stored;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The template as an archive in the lake's bucket, for a repository outside AWS: the notebook reads it there and pushes it.
 * For workspaces whose notebook {@linkplain WorkspacePlan#pushesTemplate() pushes} only.
 *
 * <p>It holds nothing of the user's, and goes with the workspace. Whose it is stands in its metadata: an object in S3 can
 * have ten tags, fewer than a workspace may have (S3 user guide, "Categorizing your objects using tags").
 */
public final class TemplateArchive implements Part<Stored> {

    /** The condition that reports on it. */
    public static final String CONDITION = "RepositoryReady";

    private static final String PREFIX = "aws-mlops-";
    private static final String DIGEST = PREFIX + "sha256";

    private final WorkspacePlan plan;
    private final List<Part<?>> users;
    private final String bucket;
    private final String key;

    /**
     * What is there.
     *
     * @param tags the ownership tags
     * @param digest of its content; empty if it does not say
     */
    public record Stored(Map<String, String> tags, String digest) {}

    /** @param users the parts that read it, and must be gone before it is deleted */
    public TemplateArchive(WorkspacePlan plan, List<Part<?>> users) {
        URI archive = URI.create(plan.templateArchive());
        this.plan = plan;
        this.users = users;
        this.bucket = archive.getAuthority();
        this.key = archive.getPath().substring(1);
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    /** No shared list has it, and it is read once, so that while nothing is expected to have changed nobody asks for it. */
    @Override
    public Optional<Stored> observe() {
        return plan.steady()
                ? Optional.of(new Stored(plan.owner().tags(), ""))
                : Failure.emptyIfNotFound(() -> s3().headObject(
                                        request -> request.bucket(bucket).key(key)))
                        .map(this::stored);
    }

    @Override
    public boolean isOurs(Stored actual) {
        return plan.owner().owns(actual.tags()) || plan.owner().inherits(actual.tags());
    }

    @Override
    public Outcome create() {
        put(SeedArchive.zip(files()));
        plan.repairs().add(describe() + " had vanished");
        return ready();
    }

    @Override
    public Outcome update(Stored actual) {
        if (!plan.steady()) {
            SdkBytes archive = SeedArchive.zip(files());
            boolean current = plan.owner().owns(actual.tags())
                    && SeedArchive.digest(archive).equals(actual.digest());
            if (!current) {
                put(archive);
            }
        }
        return ready();
    }

    @Override
    public Outcome delete(Stored actual) {
        s3().deleteObject(request -> request.bucket(bucket).key(key));
        return new Outcome.InProgress(Reason.Deleting, describe() + " is deleted", Outcome.InProgress.SOON);
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    @Override
    public String describe() {
        return "template archive " + plan.templateArchive();
    }

    private Outcome ready() {
        return new Outcome.Ready(plan.spec().repository().url()
                + " gets its first commit from the notebook if it is empty; the " + describe() + " is there");
    }

    private void put(SdkBytes archive) {
        var metadata = new HashMap<String, String>();
        plan.owner().tags().forEach((tag, value) -> metadata.put(metadataKey(tag), value));
        metadata.put(DIGEST, SeedArchive.digest(archive));
        s3().putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .contentType("application/zip")
                                .metadata(metadata),
                        RequestBody.fromBytes(archive.asByteArrayUnsafe()));
    }

    private Stored stored(HeadObjectResponse response) {
        Map<String, String> metadata = response.metadata();
        var tags = new HashMap<String, String>();
        plan.owner().tags().keySet().stream()
                .filter(tag -> metadata.containsKey(metadataKey(tag)))
                .forEach(tag -> tags.put(tag, metadata.get(metadataKey(tag))));
        return new Stored(tags, metadata.getOrDefault(DIGEST, ""));
    }

    /** A key of metadata is the name of an HTTP header, which has no slash: {@code aws-mlops-uid} for the uid. */
    private static String metadataKey(String tag) {
        return PREFIX + tag.substring(tag.indexOf('/') + 1);
    }

    private List<SeedFile> files() {
        return SeedTemplate.bundled().fill(TemplateValues.of(plan));
    }

    private S3Client s3() {
        return plan.aws().buckets().s3();
    }
}
