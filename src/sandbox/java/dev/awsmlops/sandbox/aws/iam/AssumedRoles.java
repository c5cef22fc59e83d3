package dev.awsmlops.sandbox.aws.iam;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which roles, of any account, this account's principals may assume, and the credentials that came of it. Thread-safe. */
public final class AssumedRoles {

    private final Map<String, Optional<String>> trusting = new ConcurrentHashMap<>();
    private final Map<String, String> rolesByAccessKey = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    /**
     * The role's trust policy lets this account in.
     *
     * @param externalId that it asks for, if it does (IAM User Guide, "The confused deputy problem")
     */
    public void trust(String roleArn, Optional<String> externalId) {
        trusting.put(roleArn, externalId);
    }

    /** It does no longer. Credentials that came of it stay good until they run out. */
    public void distrust(String roleArn) {
        trusting.remove(roleArn);
    }

    /** The role that credentials are for, if they came of assuming one. */
    public Optional<String> role(String accessKeyId) {
        return Optional.ofNullable(rolesByAccessKey.get(accessKeyId));
    }

    boolean lets(String roleArn, Optional<String> externalId) {
        Optional<String> asked = trusting.get(roleArn);
        return asked != null && (asked.isEmpty() || asked.equals(externalId));
    }

    /** A key of the kind that temporary credentials have (IAM User Guide, "IAM identifiers"). */
    String issue(String roleArn) {
        String key = "ASIA%016d".formatted(issued.incrementAndGet());
        rolesByAccessKey.put(key, roleArn);
        return key;
    }
}
