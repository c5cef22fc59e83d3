package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.wire.RestOperation;
import java.util.List;

/** How S3's operations stand on the wire (API reference, "Request Syntax" and "Response Syntax" of each). */
final class S3Wire {

    private static final String MODEL = "software.amazon.awssdk.services.s3.model";
    private static final int NO_CONTENT = 204;

    /** Members that no operation is simulated with: ACLs, object lock, SSE-C, tags of objects, MFA delete, websites. */
    private static final String[] UNSUPPORTED = {
        "ACL",
        "GrantFullControl",
        "GrantRead",
        "GrantReadACP",
        "GrantWrite",
        "GrantWriteACP",
        "ObjectLockEnabledForBucket",
        "ObjectLockMode",
        "ObjectLockRetainUntilDate",
        "ObjectLockLegalHoldStatus",
        "SSECustomerAlgorithm",
        "SSECustomerKey",
        "SSECustomerKeyMD5",
        "SSEKMSEncryptionContext",
        "Tagging",
        "MFA",
        "WebsiteRedirectLocation",
        "WriteOffsetBytes",
        "Expires",
        "IfModifiedSince",
        "IfUnmodifiedSince",
        "IfMatchLastModifiedTime",
        "IfMatchSize",
        "IfMatchInitiatedTime",
        "MpuObjectSize",
        "OptionalObjectAttributes",
        "ResponseCacheControl",
        "ResponseContentDisposition",
        "ResponseContentEncoding",
        "ResponseContentLanguage",
        "ResponseContentType",
        "ResponseExpires"
    };

    private S3Wire() {}

    static List<RestOperation> operations() {
        return List.of(
                get("ListBuckets", "").in("ListAllMyBucketsResult"),
                put("CreateBucket", ""),
                head("HeadBucket"),
                get("GetBucketLocation", "location").in("LocationConstraint"),
                delete("DeleteBucket", ""),
                get("GetBucketTagging", "tagging").in("Tagging"),
                put("PutBucketTagging", "tagging").withDigest().answers(NO_CONTENT),
                delete("DeleteBucketTagging", "tagging"),
                get("GetBucketVersioning", "versioning").in("VersioningConfiguration"),
                put("PutBucketVersioning", "versioning").withDigest(),
                get("GetBucketEncryption", "encryption"),
                put("PutBucketEncryption", "encryption").withDigest(),
                delete("DeleteBucketEncryption", "encryption"),
                get("GetPublicAccessBlock", "publicAccessBlock"),
                put("PutPublicAccessBlock", "publicAccessBlock").withDigest(),
                delete("DeletePublicAccessBlock", "publicAccessBlock"),
                get("GetBucketOwnershipControls", "ownershipControls"),
                put("PutBucketOwnershipControls", "ownershipControls").withDigest(),
                get("GetBucketPolicy", "policy"),
                put("PutBucketPolicy", "policy").withDigest().answers(NO_CONTENT),
                delete("DeleteBucketPolicy", "policy"),
                get("GetBucketLifecycleConfiguration", "lifecycle").in("LifecycleConfiguration"),
                put("PutBucketLifecycleConfiguration", "lifecycle").withDigest(),
                delete("DeleteBucketLifecycle", "lifecycle"),
                put("PutObject", ""),
                get("GetObject", "").without("PartNumber"),
                head("HeadObject").without("PartNumber", "Range"),
                delete("DeleteObject", "").without("IfMatch"),
                post("DeleteObjects", "delete").withDigest().in("DeleteResult"),
                get("ListObjectsV2", "list-type=2").in("ListBucketResult"),
                get("ListObjectVersions", "versions").in("ListVersionsResult"),
                post("CreateMultipartUpload", "uploads").in("InitiateMultipartUploadResult"),
                put("UploadPart", ""),
                post("CompleteMultipartUpload", "")
                        .in("CompleteMultipartUploadResult")
                        .without(
                                "ChecksumCRC32",
                                "ChecksumCRC32C",
                                "ChecksumCRC64NVME",
                                "ChecksumSHA1",
                                "ChecksumSHA256",
                                "ChecksumType"),
                delete("AbortMultipartUpload", ""),
                get("ListMultipartUploads", "uploads").in("ListMultipartUploadsResult"));
    }

    private static RestOperation get(String name, String marker) {
        return RestOperation.of(MODEL, "GET", name, marker).without(UNSUPPORTED);
    }

    private static RestOperation head(String name) {
        return RestOperation.of(MODEL, "HEAD", name, "").without(UNSUPPORTED);
    }

    private static RestOperation put(String name, String marker) {
        return RestOperation.of(MODEL, "PUT", name, marker).without(UNSUPPORTED);
    }

    private static RestOperation post(String name, String marker) {
        return RestOperation.of(MODEL, "POST", name, marker).without(UNSUPPORTED);
    }

    private static RestOperation delete(String name, String marker) {
        return RestOperation.of(MODEL, "DELETE", name, marker)
                .without(UNSUPPORTED)
                .answers(NO_CONTENT);
    }
}
