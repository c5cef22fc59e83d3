package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Optional;

/**
 * The account's buckets, to be filled and looked into without S3's API: no call is recorded and no fault strikes.
 * Thread-safe.
 */
public final class Buckets {

    private final World world;
    private final BucketStore buckets;
    private final BucketOperations operations;
    private final Object lock;

    Buckets(World world, BucketStore buckets, BucketOperations operations, Object lock) {
        this.world = world;
        this.buckets = buckets;
        this.operations = operations;
        this.lock = lock;
    }

    /** Makes a bucket as CreateBucket would. */
    public void create(String region, String bucket) {
        synchronized (lock) {
            ObjectNode input = new Output().put("Bucket", bucket).json();
            if (!region.equals("us-east-1")) {
                input.putObject("CreateBucketConfiguration").put("LocationConstraint", region);
            }
            operations.create(request(region, input));
        }
    }

    /** Puts an object; where the bucket keeps versions, as a new one. */
    public void put(String bucket, String key, byte[] content) {
        put(bucket, List.of(key), content);
    }

    /** Puts many objects of the same content, which they share. */
    public void put(String bucket, List<String> keys, byte[] content) {
        synchronized (lock) {
            Bucket into = existing(bucket);
            Request request = request(into.region(), Output.empty().put("Body", content.clone()));
            StoredContent stored = StoredContent.of(request, Encryption.of(request, into));
            keys.forEach(key -> into.objects().put(key, stored, into.versioning(), world.now()));
        }
    }

    /** The content of an object as it is now; empty if there is none, or only older versions. */
    public Optional<byte[]> content(String bucket, String key) {
        synchronized (lock) {
            return existing(bucket)
                    .objects()
                    .current(key)
                    .flatMap(ObjectVersion::content)
                    .map(content -> content.bytes().asByteArray());
        }
    }

    /** The keys of the objects that there are now, in their order. */
    public List<String> keys(String bucket) {
        synchronized (lock) {
            return List.copyOf(existing(bucket).objects().current().keySet());
        }
    }

    /** How many versions there are of all objects, delete markers included. */
    public int versions(String bucket) {
        synchronized (lock) {
            return existing(bucket).objects().versions().values().stream()
                    .mapToInt(List::size)
                    .sum();
        }
    }

    /** How many uploads have begun and not ended. */
    public int uploads(String bucket) {
        synchronized (lock) {
            return existing(bucket).uploads().byKey().values().stream()
                    .mapToInt(List::size)
                    .sum();
        }
    }

    /**
     * Lets every deletion of the object, or of a version of it, fail. DeleteObjects reports that for the one key and
     * deletes the others.
     *
     * @return ends it
     */
    public Runnable failDeletion(String bucket, String key, ServiceFailure failure) {
        synchronized (lock) {
            Bucket holder = existing(bucket);
            holder.undeletable().put(key, failure);
            return () -> {
                synchronized (lock) {
                    holder.undeletable().remove(key);
                }
            };
        }
    }

    private Request request(String region, ObjectNode input) {
        return new Request(world.account(), region, "", world.now(), true, input);
    }

    private Bucket existing(String bucket) {
        return buckets.existing(bucket).orElseThrow(() -> new IllegalArgumentException("No bucket " + bucket));
    }
}
