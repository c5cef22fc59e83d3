package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A bucket: its configurations as they were put, its objects and its unfinished uploads. It has no states. */
final class Bucket extends Resource {

    private final String locationConstraint;
    private final VersionedObjects objects;
    private final MultipartUploads uploads = new MultipartUploads();
    private final Map<String, ServiceFailure> undeletable = new HashMap<>();
    private Versioning versioning = Versioning.NEVER;
    private ObjectNode encryption = BucketEncryption.defaultRule();
    private Optional<ObjectNode> publicAccessBlock = Optional.of(PublicAccessBlock.everything());
    private Optional<String> ownership;
    private Optional<String> policy = Optional.empty();
    private Optional<ObjectNode> lifecycleRules = Optional.empty();

    /**
     * A new bucket, as empty and as private as S3 makes them (S3 User Guide, "Default settings for new S3 buckets FAQ").
     *
     * @param request as if made in the bucket's region
     * @param locationConstraint empty in us-east-1
     */
    Bucket(World world, Request request, IssuedIds ids, String locationConstraint, Map<String, String> tags) {
        super(world, request, ResourceType.BUCKET, request.required("Bucket"), tags, "", Optional.empty());
        this.locationConstraint = locationConstraint;
        this.objects = new VersionedObjects(ids);
        this.ownership = Optional.of(BucketOwnership.of(request));
    }

    /** Storage is billed, but not by the hour. */
    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    String locationConstraint() {
        return locationConstraint;
    }

    VersionedObjects objects() {
        return objects;
    }

    MultipartUploads uploads() {
        return uploads;
    }

    /** Why objects of certain keys cannot be deleted. */
    Map<String, ServiceFailure> undeletable() {
        return undeletable;
    }

    Versioning versioning() {
        return versioning;
    }

    void versioning(Versioning changed) {
        versioning = changed;
    }

    /** The rule of its ServerSideEncryptionConfiguration. */
    ObjectNode encryption() {
        return encryption;
    }

    void encryption(ObjectNode rule) {
        encryption = rule;
    }

    Optional<ObjectNode> publicAccessBlock() {
        return publicAccessBlock;
    }

    void publicAccessBlock(Optional<ObjectNode> changed) {
        publicAccessBlock = changed;
    }

    Optional<String> ownership() {
        return ownership;
    }

    void ownership(Optional<String> changed) {
        ownership = changed;
    }

    Optional<String> policy() {
        return policy;
    }

    void policy(Optional<String> changed) {
        policy = changed;
    }

    Optional<ObjectNode> lifecycleRules() {
        return lifecycleRules;
    }

    void lifecycleRules(Optional<ObjectNode> changed) {
        lifecycleRules = changed;
    }
}
