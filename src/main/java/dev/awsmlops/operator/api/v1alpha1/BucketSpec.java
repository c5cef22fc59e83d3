package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The bucket of a lake. Limits are those of S3's API reference (2026-08). */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value =
                "self.provisioning != 'Use' || !(has(self.versioning) || has(self.encryption) || has(self.publicAccessBlock)"
                        + " || has(self.requireTls) || has(self.lifecycleRules))",
        message =
                "a bucket that is only used keeps its settings: leave versioning, encryption, publicAccessBlock, requireTls"
                        + " and lifecycleRules out, or write provisioning: Adopt")
@ValidationRule(
        value = "self.provisioning != 'Use' || self.deletionPolicy == 'Retain'",
        message = "a bucket that is only used is never deleted: write deletionPolicy: Retain, or provisioning: Adopt")
public record BucketSpec(
        @Required
        @JsonPropertyDescription(
                "Name, unique among all buckets of AWS: 3 to 63 lower-case letters, digits and hyphens.")
        @Pattern("^[a-z0-9][a-z0-9-]*[a-z0-9]$")
        @Size(min = 3, max = 63)
        String name,

        @JsonPropertyDescription(
                "Create makes it; Adopt also takes over one that exists; Use leaves one that exists as it is.")
        @Default("Create")
        Provisioning provisioning,

        @JsonPropertyDescription("Keeps earlier versions of objects. As it is in S3 where it is left out.")
        Boolean versioning,

        @JsonPropertyDescription("How objects are encrypted. S3's own keys where it is left out.")
        Encryption encryption,

        @JsonPropertyDescription("Blocks all public access. True where it is left out.")
        Boolean publicAccessBlock,

        @JsonPropertyDescription("Refuses requests without TLS, by the bucket's policy. True where it is left out.")
        Boolean requireTls,

        @JsonPropertyDescription(
                "What becomes of objects as they age. Rules made elsewhere are replaced where it is given.")
        @Size(max = 100)
        List<LifecycleRule> lifecycleRules,

        @JsonPropertyDescription("Retain keeps the bucket when the lake is deleted; Delete empties it and deletes it.")
        @Default("Retain")
        DeletionPolicy deletionPolicy) {

    public boolean blocksPublicAccess() {
        return !Boolean.FALSE.equals(publicAccessBlock);
    }

    public boolean requiresTls() {
        return !Boolean.FALSE.equals(requireTls);
    }

    /** Server-side encryption of new objects. */
    @JsonInclude(Include.NON_NULL)
    @ValidationRule(
            value = "(self.type == 'SSE-KMS') || !(has(self.kmsKeyArn) || has(self.bucketKey))",
            message = "kmsKeyArn and bucketKey are for type SSE-KMS")
    public record Encryption(
            @Required @JsonPropertyDescription("SSE-S3 (S3's own keys) or SSE-KMS.")
            EncryptionType type,

            @JsonPropertyDescription("ARN of the KMS key. The account's key for S3 where it is left out.")
            @Pattern("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/.+$")
            @Size(max = 2048)
            String kmsKeyArn,

            @JsonPropertyDescription("Fewer calls to KMS, by a key of the bucket's own. True where it is left out.")
            Boolean bucketKey) {}

    /** S3's two sorts of keys. */
    public enum EncryptionType {
        @JsonProperty("SSE-S3")
        SSE_S3,
        @JsonProperty("SSE-KMS")
        SSE_KMS
    }

    /** One lifecycle rule. */
    @JsonInclude(Include.NON_NULL)
    @ValidationRule(
            value = "has(self.transitions) || has(self.expirationDays) || has(self.noncurrentVersionExpirationDays)"
                    + " || has(self.abortIncompleteMultipartUploadDays)",
            message = "the rule does nothing: write transitions, expirationDays, noncurrentVersionExpirationDays or"
                    + " abortIncompleteMultipartUploadDays")
    public record LifecycleRule(
            @Required @JsonPropertyDescription("Name, the rule's ID in S3.") @Size(min = 1, max = 255)
            String name,

            @JsonPropertyDescription("Prefix of the objects meant, such as raw/. All objects where it is left out.")
            @Size(max = 1024)
            String prefix,

            @JsonPropertyDescription("Moves to cheaper storage classes.") @Size(min = 1, max = 6)
            List<Transition> transitions,

            @JsonPropertyDescription("Days after which an object expires.") @Min(1) @Max(36500)
            Integer expirationDays,

            @JsonPropertyDescription("Days after which a version that is no longer current expires.")
            @Min(1)
            @Max(36500)
            Integer noncurrentVersionExpirationDays,

            @JsonPropertyDescription("Days after which an upload that was never completed is thrown away.")
            @Min(1)
            @Max(36500)
            Integer abortIncompleteMultipartUploadDays) {}

    /** A move to another storage class. */
    public record Transition(
            @Required @JsonPropertyDescription("Days after an object's creation.") @Min(0) @Max(36500)
            Integer days,

            @Required @JsonPropertyDescription("Storage class, such as STANDARD_IA, INTELLIGENT_TIERING or GLACIER.")
            StorageClass storageClass) {}

    /** The storage classes that a lifecycle rule can move to. */
    public enum StorageClass {
        STANDARD_IA,
        ONEZONE_IA,
        INTELLIGENT_TIERING,
        GLACIER_IR,
        GLACIER,
        DEEP_ARCHIVE
    }
}
