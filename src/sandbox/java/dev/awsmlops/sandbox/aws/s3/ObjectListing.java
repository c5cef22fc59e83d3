package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.ArrayList;
import java.util.List;

/** ListObjectsV2 (API reference; localstack test_s3_list_operations.snapshot.json, TestS3ListObjectsV2). */
final class ObjectListing {

    private static final String LIMIT = "MaxKeys";

    private final World world;
    private final BucketStore buckets;

    ObjectListing(World world, BucketStore buckets) {
        this.world = world;
        this.buckets = buckets;
    }

    ObjectNode list(Request request) {
        Bucket bucket = buckets.required(request);
        ListPage page = ListPage.of(world, request, LIMIT, "max-keys");
        String startAfter = request.text("StartAfter").orElse("");
        String marker = ContinuationToken.of(request).orElse(startAfter);
        List<ObjectNode> contents = new ArrayList<>();
        page.walk().walk(bucket.objects().current(), marker, false, new KeyWalk.Visitor<>() {
            @Override
            public boolean key(String key, ObjectVersion version) {
                return page.take(key) && contents.add(describe(request, page, version));
            }

            @Override
            public boolean commonPrefix(String prefix) {
                return page.takeCommonPrefix(prefix);
            }
        });
        Output output = page.describe(request, LIMIT)
                .put("Name", bucket.name())
                .put("KeyCount", page.count())
                .put("ContinuationToken", request.text("ContinuationToken"))
                .put("StartAfter", request.text("StartAfter").map(page::encode))
                .objects("Contents", contents);
        if (page.truncated()) {
            output.put("NextContinuationToken", ContinuationToken.behind(page.last()));
        }
        return output.json();
    }

    private static ObjectNode describe(Request request, ListPage page, ObjectVersion version) {
        Output output = new Output().put("Key", page.encode(version.key())).put("LastModified", version.lastModified());
        version.content().orElseThrow().summarize(output);
        if (request.flag("FetchOwner")) {
            output.put("Owner", Owner.of(request));
        }
        return output.json();
    }
}
