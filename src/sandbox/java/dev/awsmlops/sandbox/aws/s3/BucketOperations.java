package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Map;
import java.util.Optional;

/** The operations on buckets as such (API reference, CreateBucket, HeadBucket, GetBucketLocation, DeleteBucket). */
final class BucketOperations {

    private static final String US_EAST_1 = "us-east-1";

    private final World world;
    private final BucketStore buckets;
    private final IssuedIds ids;

    BucketOperations(World world, BucketStore buckets, IssuedIds ids) {
        this.world = world;
        this.buckets = buckets;
        this.ids = ids;
    }

    ObjectNode create(Request request) {
        String name = request.required("Bucket");
        JsonNode configuration = request.input().path("CreateBucketConfiguration");
        BucketName.check(name);
        requireGeneralPurpose(configuration);
        Optional<String> constraint = constraint(configuration);
        String region = Location.region(request, constraint);
        Map<String, String> tags = BucketTags.read(configuration.path("Tags"));
        BucketOwnership.of(request);
        if (world.settings().isForeignBucket(name)) {
            throw S3Errors.ofBucket(
                    name,
                    "BucketAlreadyExists",
                    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
                    409);
        }
        Optional<Bucket> existing = buckets.existing(name);
        if (existing.isPresent()) {
            return createAgain(request, existing.get(), tags);
        }
        requireRoom(request);
        Bucket bucket = new Bucket(world, request.in(region), ids, constraint.orElse(""), tags);
        buckets.add(bucket);
        return created(bucket);
    }

    /**
     * Re-creating an own bucket in us-east-1 is no error and changes nothing, unless tags are given (localstack
     * test_s3_api.snapshot.json, test_create_bucket_with_tags_us_east_1_idempotency).
     */
    private static ObjectNode createAgain(Request request, Bucket bucket, Map<String, String> tags) {
        boolean inUsEast1 =
                request.region().equals(US_EAST_1) && bucket.region().equals(US_EAST_1);
        if (inUsEast1 && tags.isEmpty()) {
            return created(bucket);
        }
        throw S3Errors.ofBucket(
                bucket.name(),
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                409);
    }

    private static ObjectNode created(Bucket bucket) {
        String location = bucket.region().equals(US_EAST_1)
                ? "/" + bucket.name()
                : "http://" + bucket.name() + ".s3.amazonaws.com/";
        return new Output()
                .put("Location", location)
                .put("BucketArn", bucket.arn())
                .json();
    }

    private static Optional<String> constraint(JsonNode configuration) {
        return Optional.ofNullable(configuration.get("LocationConstraint")).map(JsonNode::asText);
    }

    private static void requireGeneralPurpose(JsonNode configuration) {
        if (configuration.has("Location") || configuration.has("Bucket")) {
            throw S3Errors.notSimulated("directory buckets");
        }
    }

    private void requireRoom(Request request) {
        if (world.settings().exceeds(ResourceType.BUCKET, buckets.count(request) + 1)) {
            throw ServiceFailure.refused("TooManyBuckets", "You have attempted to create more buckets than allowed");
        }
    }

    ObjectNode head(Request request) {
        Bucket bucket = buckets.required(request);
        return new Output()
                .put("BucketArn", bucket.arn())
                .put("BucketRegion", bucket.region())
                .put("AccessPointAlias", false)
                .json();
    }

    /** Null, which is no text, for us-east-1 (API reference, GetBucketLocation). */
    ObjectNode location(Request request) {
        Bucket bucket = request.region().equals(US_EAST_1) ? buckets.inAnyRegion(request) : buckets.required(request);
        return new Output()
                .put("LocationConstraint", bucket.locationConstraint())
                .json();
    }

    /** Unfinished uploads do not keep a bucket (tried on AWS in ceph#15630; scality/cloudserver#1591). */
    ObjectNode delete(Request request) {
        Bucket bucket = buckets.required(request);
        if (!bucket.objects().isEmpty()) {
            String message = "The bucket you tried to delete is not empty"
                    + (bucket.versioning() == Versioning.NEVER ? "" : ". You must delete all versions in the bucket.");
            throw S3Errors.ofBucket(bucket.name(), "BucketNotEmpty", message, 409);
        }
        bucket.delete(request.now());
        return Output.empty();
    }
}
