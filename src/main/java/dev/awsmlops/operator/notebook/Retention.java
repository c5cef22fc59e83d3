package dev.awsmlops.operator.notebook;

import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import java.util.Map;

/** What is to become of a session's notebook, written on the notebook itself, for when the session is gone. */
public final class Retention {

    private static final String TAG = GlueDevSession.GROUP + "/deletion-policy";

    private Retention() {}

    /** The tag that says so. */
    public static Map<String, String> tag(DeletionPolicy policy) {
        return Map.of(TAG, policy.name());
    }

    /** Whether a notebook with these tags may be deleted with all that is on it. What says nothing may not. */
    public static boolean allowsDeletion(Map<String, String> tags) {
        return DeletionPolicy.Delete.name().equals(tags.get(TAG));
    }
}
