package dev.awsmlops.sandbox.aws.iam;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * A policy that IAM has accepted.
 *
 * @param document the text, as it came
 */
record Policy(String document, List<Statement> statements) {

    boolean allows(String action, String target, Map<String, String> context) {
        return statements.stream()
                .anyMatch(statement -> statement.allow() && statement.applies(action, target, context));
    }

    boolean denies(String action, String target, Map<String, String> context) {
        return statements.stream()
                .anyMatch(statement -> !statement.allow() && statement.applies(action, target, context));
    }

    /** In characters, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
    int size() {
        return document.replaceAll("\\s", "").length();
    }

    /** The text as reads return it: URL-encoded as in RFC 3986 (API reference, GetRole). */
    String encoded() {
        return SdkHttpUtils.urlEncode(document);
    }
}
