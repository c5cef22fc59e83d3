package dev.awsmlops.sandbox.aws.service;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What differs between accounts: quotas, and how strictly some rules are taken. Thread-safe. */
public final class AccountSettings {

    private final Map<ResourceType, Integer> quotas = new ConcurrentHashMap<>();
    private volatile boolean strictRoles;
    private volatile boolean lifecycleConfigInUseDeletable;
    private volatile boolean firstRepositoryRefused;
    private volatile int largestPage = Integer.MAX_VALUE;
    private final Set<String> foreignBuckets = ConcurrentHashMap.newKeySet();
    private final Map<String, KmsKeyState> kmsKeys = new ConcurrentHashMap<>();

    /** At most this many of the type in a region. Unlimited unless set: AWS's own defaults vary by account and age. */
    public void quota(ResourceType type, int most) {
        quotas.put(type, most);
    }

    public boolean exceeds(ResourceType type, long count) {
        return count > quotas.getOrDefault(type, Integer.MAX_VALUE);
    }

    public int quotaOf(ResourceType type) {
        return quotas.getOrDefault(type, Integer.MAX_VALUE);
    }

    /** Whether only roles made through IAM can be assumed. Otherwise any well-formed ARN of this account can be. */
    public void strictRoles(boolean strict) {
        strictRoles = strict;
    }

    public boolean strictRoles() {
        return strictRoles;
    }

    /** No source tells whether AWS lets go of a lifecycle config that an instance names. Refused unless allowed here. */
    public void lifecycleConfigInUseDeletable(boolean deletable) {
        lifecycleConfigInUseDeletable = deletable;
    }

    public boolean lifecycleConfigInUseDeletable() {
        return lifecycleConfigInUseDeletable;
    }

    /**
     * Whether CodeCommit refuses an account's first repository, as it does those that had none when it closed to new
     * customers (eks-workshop-v2#1142).
     */
    public void firstRepositoryRefused(boolean refused) {
        firstRepositoryRefused = refused;
    }

    public boolean firstRepositoryRefused() {
        return firstRepositoryRefused;
    }

    /** Another account has a bucket of this name. */
    public void foreignBucket(String name) {
        foreignBuckets.add(name);
    }

    public boolean isForeignBucket(String name) {
        return foreignBuckets.contains(name);
    }

    /**
     * What comes of using a KMS key. Every key can be used unless set otherwise here.
     *
     * @param key its ARN
     */
    public void kmsKey(String key, KmsKeyState state) {
        kmsKeys.put(key, state);
    }

    public KmsKeyState kmsKey(String key) {
        return kmsKeys.getOrDefault(key, KmsKeyState.USABLE);
    }

    /** Lists come in pages of at most this many, however many the caller asks for. */
    public void largestPage(int most) {
        largestPage = most;
    }

    public int largestPage() {
        return largestPage;
    }
}
