package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.RestXmlProtocol;

/** Amazon S3, as far as general purpose buckets go. Not simulated are ACLs, object lock, tags of objects and SSE-C. */
public final class S3 {

    private static final Subject BUCKET = Subject.named(ResourceType.BUCKET, "Bucket");
    private static final Subject OBJECT = BUCKET.within("Key");

    private final World world;
    private final IssuedIds ids = new IssuedIds();
    private final BucketStore buckets;
    private final BucketOperations bucketOperations;
    private final KmsKeys keys;

    public S3(World world) {
        this.world = world;
        this.buckets = new BucketStore(world);
        this.bucketOperations = new BucketOperations(world, buckets, ids);
        this.keys = new KmsKeys(world.settings());
    }

    public SimulatedService service() {
        Operations operations = new Operations();
        addBuckets(operations);
        addConfigurations(operations);
        addObjects(operations);
        addUploads(operations);
        return new SimulatedService("s3", new RestXmlProtocol(S3Wire.operations()), operations);
    }

    /** What other services see of the buckets. */
    public ObjectStorage storage() {
        return new BucketStorage(buckets);
    }

    /**
     * The buckets for those who do not come over the wire.
     *
     * @param lock what guards the account
     */
    public Buckets buckets(Object lock) {
        return new Buckets(world, buckets, bucketOperations, lock);
    }

    private void addBuckets(Operations operations) {
        operations
                .write("CreateBucket", BUCKET, bucketOperations::create)
                .read("HeadBucket", "ListBucket", BUCKET, bucketOperations::head)
                .read("GetBucketLocation", BUCKET, bucketOperations::location)
                .read("ListBuckets", "ListAllMyBuckets", Subject.NONE, new BucketListing(world, buckets)::list)
                .write("DeleteBucket", BUCKET, bucketOperations::delete);
    }

    /** The actions are those of the Service Authorization Reference, "Actions defined by Amazon S3". */
    private void addConfigurations(Operations operations) {
        BucketTags tags = new BucketTags(buckets);
        BucketVersioning versioning = new BucketVersioning(buckets);
        BucketEncryption encryption = new BucketEncryption(buckets);
        PublicAccessBlock publicAccess = new PublicAccessBlock(buckets);
        BucketOwnership ownership = new BucketOwnership(buckets);
        BucketPolicy policy = new BucketPolicy(buckets);
        BucketLifecycle lifecycle = new BucketLifecycle(buckets);
        String putEncryption = "PutEncryptionConfiguration";
        String putPublicAccess = "PutBucketPublicAccessBlock";
        String putLifecycle = "PutLifecycleConfiguration";
        operations
                .read("GetBucketTagging", BUCKET, tags::get)
                .write("PutBucketTagging", BUCKET, tags::put)
                .write("DeleteBucketTagging", "PutBucketTagging", BUCKET, tags::delete)
                .read("GetBucketVersioning", BUCKET, versioning::get)
                .write("PutBucketVersioning", BUCKET, versioning::put)
                .read("GetBucketEncryption", "GetEncryptionConfiguration", BUCKET, encryption::get)
                .write("PutBucketEncryption", putEncryption, BUCKET, encryption::put)
                .write("DeleteBucketEncryption", putEncryption, BUCKET, encryption::delete)
                .read("GetPublicAccessBlock", "GetBucketPublicAccessBlock", BUCKET, publicAccess::get)
                .write("PutPublicAccessBlock", putPublicAccess, BUCKET, publicAccess::put)
                .write("DeletePublicAccessBlock", putPublicAccess, BUCKET, publicAccess::delete)
                .read("GetBucketOwnershipControls", BUCKET, ownership::get)
                .write("PutBucketOwnershipControls", BUCKET, ownership::put)
                .read("GetBucketPolicy", BUCKET, policy::get)
                .write("PutBucketPolicy", BUCKET, policy::put)
                .write("DeleteBucketPolicy", BUCKET, policy::delete)
                .read("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration", BUCKET, lifecycle::get)
                .write("PutBucketLifecycleConfiguration", putLifecycle, BUCKET, lifecycle::put)
                .write("DeleteBucketLifecycle", putLifecycle, BUCKET, lifecycle::delete);
    }

    private void addObjects(Operations operations) {
        ObjectReads reads = new ObjectReads(buckets, keys, ids);
        ObjectDeletes deletes = new ObjectDeletes(buckets, ids);
        operations
                .write("PutObject", OBJECT, new ObjectWrites(buckets, keys)::put)
                .read("GetObject", OBJECT, reads::get)
                .read("HeadObject", "GetObject", OBJECT, reads::head)
                .write("DeleteObject", OBJECT, deletes::delete)
                .write("DeleteObjects", "DeleteObject", BUCKET, deletes::deleteMany)
                .read("ListObjectsV2", "ListBucket", BUCKET, new ObjectListing(world, buckets)::list)
                .read(
                        "ListObjectVersions",
                        "ListBucketVersions",
                        BUCKET,
                        new VersionListing(world, buckets, ids)::list);
    }

    private void addUploads(Operations operations) {
        UploadOperations uploads = new UploadOperations(buckets, keys, ids);
        operations
                .write("CreateMultipartUpload", "PutObject", OBJECT, uploads::create)
                .write("UploadPart", "PutObject", OBJECT, uploads::uploadPart)
                .write("CompleteMultipartUpload", "PutObject", OBJECT, uploads::complete)
                .write("AbortMultipartUpload", OBJECT, uploads::abort)
                .read(
                        "ListMultipartUploads",
                        "ListBucketMultipartUploads",
                        BUCKET,
                        new UploadListing(world, buckets, ids)::list);
    }
}
