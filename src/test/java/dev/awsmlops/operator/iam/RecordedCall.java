package dev.awsmlops.operator.iam;

import java.util.Map;

/**
 * A call of the operator's, as IAM judges it.
 *
 * @param operation with the signing name of its service, such as {@code s3:HeadBucket}
 * @param action what a policy allows it as, such as {@code s3:ListBucket}
 * @param resourceArn {@code *} for a call about no resource in particular
 * @param tags of the resource, when the call was made
 */
record RecordedCall(String operation, String action, String resourceArn, Map<String, String> tags) {}
