package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The account's buckets, and what S3 says when a request is not for one of them. */
final class BucketStore {

    private static final String REGION_HEADER = "x-amz-bucket-region";

    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");

    private final World world;
    private final ResourceStore<Bucket> store;

    BucketStore(World world) {
        this.world = world;
        this.store = world.store(ResourceType.BUCKET);
    }

    /** The request's bucket, if it is the account's and in the region that the request is signed for. */
    Bucket required(Request request) {
        Bucket bucket = inAnyRegion(request);
        if (!bucket.region().equals(request.region())) {
            throw elsewhere(request, bucket);
        }
        return bucket;
    }

    /** The same, for the operations that S3 answers in us-east-1 whichever region the bucket is in. */
    Bucket inAnyRegion(Request request) {
        String name = request.required("Bucket");
        requireExpectedOwner(request);
        if (world.settings().isForeignBucket(name)) {
            throw S3Errors.accessDenied();
        }
        return store.find(request, name)
                .orElseThrow(() -> S3Errors.ofBucket(name, "NoSuchBucket", "The specified bucket does not exist", 404));
    }

    /** Finds a bucket whether reads see it yet or not. */
    Optional<Bucket> existing(String name) {
        return store.find(new Request(world.account(), "", "", world.now(), true, Output.empty()), name);
    }

    List<Bucket> list(Request request) {
        return store.list(request);
    }

    long count(Request request) {
        return store.count(request);
    }

    void add(Bucket bucket) {
        store.add(bucket);
    }

    /** API reference, "Verifying bucket ownership with bucket owner condition"; words of localstack test_s3.snapshot.json. */
    private static void requireExpectedOwner(Request request) {
        request.text("ExpectedBucketOwner").ifPresent(owner -> {
            if (!ACCOUNT_ID.matcher(owner).matches()) {
                throw ServiceFailure.refused(
                        "InvalidBucketOwnerAWSAccountID",
                        "The value of the expected bucket owner parameter must be an AWS Account ID... [" + owner
                                + "]");
            }
            if (!owner.equals(request.account())) {
                throw S3Errors.accessDenied();
            }
        });
    }

    /**
     * A host name without a region leads to the bucket's own, which finds the signature wrong; every other host name
     * leads to a region that does not have the bucket (S3 User Guide, "Making requests", "Redirecting requests").
     */
    private static ServiceFailure elsewhere(Request request, Bucket bucket) {
        ServiceFailure failure = request.flag("UseGlobalEndpoint")
                ? ServiceFailure.refused(
                                "AuthorizationHeaderMalformed",
                                "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
                                        .formatted(request.region(), bucket.region()))
                        .with("Region", bucket.region())
                : new ServiceFailure(
                                "PermanentRedirect",
                                "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
                                301)
                        .with("Endpoint", "%s.s3.%s.amazonaws.com".formatted(bucket.name(), bucket.region()))
                        .with("Bucket", bucket.name());
        return failure.withHeader(REGION_HEADER, bucket.region());
    }
}
