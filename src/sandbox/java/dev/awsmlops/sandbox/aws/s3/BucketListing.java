package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.List;
import java.util.Optional;

/** ListBuckets (API reference, ListBuckets). */
final class BucketListing {

    private static final int LARGEST = 10_000;

    private final World world;
    private final BucketStore buckets;

    BucketListing(World world, BucketStore buckets) {
        this.world = world;
        this.buckets = buckets;
    }

    ObjectNode list(Request request) {
        String prefix = request.text("Prefix").orElse("");
        Optional<String> region = region(request);
        int size = Math.min(size(request), world.settings().largestPage());
        String after = ContinuationToken.of(request).orElse("");
        List<Bucket> rest = buckets.list(request).stream()
                .filter(bucket -> bucket.name().startsWith(prefix))
                .filter(bucket -> region.isEmpty() || bucket.region().equals(region.get()))
                .filter(bucket -> bucket.name().compareTo(after) > 0)
                .toList();
        List<Bucket> page = rest.subList(0, Math.min(size, rest.size()));
        Output output = new Output()
                .objects("Buckets", page.stream().map(BucketListing::describe).toList())
                .put("Owner", Owner.of(request))
                .put("Prefix", request.text("Prefix"));
        if (page.size() < rest.size()) {
            output.put(
                    "ContinuationToken",
                    ContinuationToken.behind(page.get(size - 1).name()));
        }
        return output.json();
    }

    private static ObjectNode describe(Bucket bucket) {
        return new Output()
                .put("Name", bucket.name())
                .put("CreationDate", bucket.createdAt())
                .put("BucketRegion", bucket.region())
                .put("BucketArn", bucket.arn())
                .json();
    }

    private static int size(Request request) {
        int asked = request.integer("MaxBuckets").orElse(LARGEST);
        if (asked < 1 || asked > LARGEST) {
            throw S3Errors.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and " + LARGEST,
                    "max-buckets",
                    String.valueOf(asked));
        }
        return asked;
    }

    private static Optional<String> region(Request request) {
        Optional<String> region = request.text("BucketRegion");
        region.filter(asked -> !Location.exists(asked)).ifPresent(unknown -> {
            throw S3Errors.invalidArgument(
                    "Argument value " + unknown + " is not a valid AWS Region", "bucket-region", unknown);
        });
        return region;
    }
}
