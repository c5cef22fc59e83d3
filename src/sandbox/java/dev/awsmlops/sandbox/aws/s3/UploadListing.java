package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * ListMultipartUploads: by key, those of one key in the order in which they began (API reference; localstack
 * test_s3_list_operations.snapshot.json, TestS3ListMultipartUploads).
 */
final class UploadListing {

    private static final String LIMIT = "MaxUploads";

    private final World world;
    private final BucketStore buckets;
    private final IssuedIds ids;

    UploadListing(World world, BucketStore buckets, IssuedIds ids) {
        this.world = world;
        this.buckets = buckets;
        this.ids = ids;
    }

    ObjectNode list(Request request) {
        Bucket bucket = buckets.required(request);
        ListPage page = ListPage.of(world, request, LIMIT, "max-uploads");
        String keyMarker = request.text("KeyMarker").orElse("");
        OptionalLong idMarker = idMarker(request, bucket, keyMarker);
        Entries entries = new Entries(request, page, keyMarker, idMarker);
        page.walk().walk(bucket.uploads().byKey(), keyMarker, idMarker.isPresent(), entries);
        return page.describe(request, LIMIT)
                .put("Bucket", bucket.name())
                .put("KeyMarker", page.encode(keyMarker))
                .put("UploadIdMarker", request.text("UploadIdMarker").orElse(""))
                .put("NextKeyMarker", entries.lastId.isEmpty() ? "" : page.encode(page.last()))
                .put("NextUploadIdMarker", entries.lastId)
                .objects("Uploads", entries.uploads)
                .json();
    }

    /**
     * Without a key marker it is ignored; otherwise it must not be an upload of another key. That one which has ended
     * since may still be a marker is an assumption.
     */
    private OptionalLong idMarker(Request request, Bucket bucket, String keyMarker) {
        String marker = request.text("UploadIdMarker").orElse("");
        if (marker.isEmpty() || keyMarker.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number = ids.number(marker);
        if (number.isEmpty() || bucket.uploads().hasUnderAnotherKey(keyMarker, marker)) {
            throw S3Errors.invalidArgument("Invalid uploadId marker", "upload-id-marker", marker);
        }
        return number;
    }

    /** The entries of one page. */
    private final class Entries implements KeyWalk.Visitor<List<MultipartUpload>> {

        private final ObjectNode owner;
        private final ListPage page;
        private final String keyMarker;
        private final OptionalLong idMarker;
        private final List<ObjectNode> uploads = new ArrayList<>();
        private String lastId = "";

        private Entries(Request request, ListPage page, String keyMarker, OptionalLong idMarker) {
            this.owner = Owner.of(request);
            this.page = page;
            this.keyMarker = keyMarker;
            this.idMarker = idMarker;
        }

        @Override
        public boolean commonPrefix(String prefix) {
            return page.takeCommonPrefix(prefix);
        }

        @Override
        public boolean key(String key, List<MultipartUpload> all) {
            for (MultipartUpload upload : all) {
                if (passed(upload)) {
                    continue;
                }
                if (!page.take(key)) {
                    return false;
                }
                add(upload);
            }
            return true;
        }

        private boolean passed(MultipartUpload upload) {
            return upload.key().equals(keyMarker) && ids.number(upload.id()).orElseThrow() <= idMarker.orElseThrow();
        }

        private void add(MultipartUpload upload) {
            lastId = upload.id();
            uploads.add(new Output()
                    .put("Key", page.encode(upload.key()))
                    .put("UploadId", upload.id())
                    .put("Initiated", upload.initiated())
                    .put("StorageClass", upload.properties().get("StorageClass").asText())
                    .put("Owner", owner)
                    .put("Initiator", owner)
                    .json());
        }
    }
}
