package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.AccountSettings;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets objects be encrypted and decrypted with the KMS keys of the account, as far as its settings do. */
final class KmsKeys {

    private static final Pattern ID =
            Pattern.compile("alias/.+|mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Stands in for the key that AWS makes for S3 in each region, {@code alias/aws/s3}, under an id of its own. */
    private static final String MANAGED_BY_AWS = "00000000-0000-0000-0000-000000000000";

    private final AccountSettings settings;

    KmsKeys(AccountSettings settings) {
        this.settings = settings;
    }

    /**
     * The ARN of a key.
     *
     * @param key its id, ARN or alias; absent for the one that AWS manages
     */
    static String arn(Request request, Optional<String> key) {
        String id = key.orElse(MANAGED_BY_AWS);
        if (id.startsWith("arn:")) {
            return id;
        }
        String resource = id.startsWith("alias/") ? id : "key/" + id;
        return "arn:aws:kms:%s:%s:%s".formatted(request.region(), request.account(), resource);
    }

    void encrypt(Request request, Encryption encryption) {
        encryption.key().ifPresent(key -> use(request, key, "kms:GenerateDataKey"));
    }

    void decrypt(Request request, Encryption encryption) {
        encryption.key().ifPresent(key -> use(request, key, "kms:Decrypt"));
    }

    /** Refuses in the words of S3 (localstack test_s3.snapshot.json, test_s3_sse_validate_kms_key and _state). */
    private void use(Request request, String arn, String action) {
        requireWellFormed(request, arn);
        switch (settings.kmsKey(arn)) {
            case DENIED ->
                throw new ServiceFailure(
                        "AccessDenied",
                        "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                                .formatted(request.callerArn(), action, arn, action),
                        403);
            case MISSING -> throw ServiceFailure.refused("KMS.NotFoundException", "Key '" + arn + "' does not exist");
            case DISABLED -> throw ServiceFailure.refused("KMS.DisabledException", arn + " is disabled.");
            case PENDING_DELETION ->
                throw ServiceFailure.refused("KMS.KMSInvalidStateException", arn + " is pending deletion.");
            case USABLE -> {}
        }
    }

    private static void requireWellFormed(Request request, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[3].equals(request.region())) {
            throw ServiceFailure.refused("KMS.NotFoundException", "Invalid arn " + (parts.length > 3 ? parts[3] : arn));
        }
        String id = parts[5].replaceFirst("^key/", "");
        if (!ID.matcher(id).matches()) {
            throw ServiceFailure.refused("KMS.NotFoundException", "Invalid keyId '" + id + "'");
        }
    }
}
