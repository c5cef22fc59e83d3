package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.RestXmlProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DeleteObject and DeleteObjects (API reference; localstack test_s3_api.snapshot.json, TestS3ObjectCRUD). */
final class ObjectDeletes {

    private static final int MOST = 1000;

    private final BucketStore buckets;
    private final IssuedIds ids;

    ObjectDeletes(BucketStore buckets, IssuedIds ids) {
        this.buckets = buckets;
        this.ids = ids;
    }

    /** Deleting what is not there is no error; in a bucket with versions it leaves a delete marker. */
    ObjectNode delete(Request request) {
        Bucket bucket = buckets.required(request);
        requireNoBypass(request);
        String key = request.required("Key");
        Optional<String> id = request.text("VersionId");
        id.ifPresent(ids::checkVersion);
        requireDeletable(bucket, key);
        return id.map(version -> deleteVersion(bucket, key, version))
                .orElseGet(() -> deleteNewest(request, bucket, key))
                .json();
    }

    private static Output deleteNewest(Request request, Bucket bucket, String key) {
        Output output = new Output();
        bucket.objects()
                .delete(key, bucket.versioning(), request.now())
                .ifPresent(marker -> output.put("DeleteMarker", true).put("VersionId", marker.id()));
        return output;
    }

    private static Output deleteVersion(Bucket bucket, String key, String id) {
        Output output = new Output().put("VersionId", id);
        bucket.objects()
                .remove(key, id)
                .filter(ObjectVersion::deleteMarker)
                .ifPresent(marker -> output.put("DeleteMarker", true));
        return output;
    }

    /** Each key is a success or an error of its own. Quiet leaves the successes out. */
    ObjectNode deleteMany(Request request) {
        Bucket bucket = buckets.required(request);
        requireNoBypass(request);
        JsonNode asked = request.input().path("Delete");
        JsonNode objects = asked.path("Objects");
        if (objects.isEmpty() || objects.size() > MOST) {
            throw RestXmlProtocol.malformedXml();
        }
        List<ObjectNode> deleted = new ArrayList<>();
        List<ObjectNode> errors = new ArrayList<>();
        for (JsonNode object : objects) {
            try {
                deleted.add(deleteOne(request, bucket, object));
            } catch (ServiceFailure failure) {
                errors.add(new Output()
                        .copy((ObjectNode) object, "Key", "VersionId")
                        .put("Code", failure.code())
                        .put("Message", failure.getMessage())
                        .json());
            }
        }
        List<ObjectNode> told = asked.path("Quiet").asBoolean() ? List.of() : deleted;
        return new Output().objects("Deleted", told).objects("Errors", errors).json();
    }

    private ObjectNode deleteOne(Request request, Bucket bucket, JsonNode object) {
        if (object.has("ETag") || object.has("LastModifiedTime") || object.has("Size")) {
            throw S3Errors.notSimulated("conditional deletes");
        }
        String key = object.get("Key").asText();
        requireDeletable(bucket, key);
        Output output = new Output().put("Key", key);
        if (object.has("VersionId")) {
            String id = object.get("VersionId").asText();
            requireVersionId(id);
            output.put("VersionId", id);
            bucket.objects()
                    .remove(key, id)
                    .filter(ObjectVersion::deleteMarker)
                    .ifPresent(marker -> describe(output, marker));
        } else {
            bucket.objects()
                    .delete(key, bucket.versioning(), request.now())
                    .ifPresent(marker -> describe(output, marker));
        }
        return output.json();
    }

    private static void describe(Output output, ObjectVersion marker) {
        output.put("DeleteMarker", true).put("DeleteMarkerVersionId", marker.id());
    }

    /** An id that S3 never gave out is no such version here, and an invalid argument elsewhere. */
    private void requireVersionId(String id) {
        if (!ids.isVersion(id)) {
            throw new ServiceFailure("NoSuchVersion", "The specified version does not exist.", 404);
        }
    }

    private static void requireDeletable(Bucket bucket, String key) {
        Optional.ofNullable(bucket.undeletable().get(key)).ifPresent(failure -> {
            throw failure;
        });
    }

    private static void requireNoBypass(Request request) {
        if (request.has("BypassGovernanceRetention")) {
            throw ServiceFailure.refused(
                            "InvalidArgument",
                            "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.")
                    .with("ArgumentName", "x-amz-bypass-governance-retention");
        }
    }
}
