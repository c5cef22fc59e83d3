package dev.awsmlops.operator.iam;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Rights that AWS asks for beside the call that the operator makes, so that no call shows that they are needed. */
enum WithoutCall {
    /** Whoever gives a service a role must be allowed to (IAM User Guide, "Grant a user permissions to pass a role"). */
    PASS_ROLE("iam:PassRole"),
    /** For a bucket that is made with tags (S3 API reference, CreateBucket, Permissions). */
    TAG_NEW_BUCKET("s3:TagResource"),
    /** For objects that are deleted by their version; without a version it is {@code DeleteObject} (DeleteObjects). */
    DELETE_VERSION("s3:DeleteObjectVersion"),
    /** Without it a missing object is answered with 403 and not with 404 (S3 API reference, HeadObject, Permissions). */
    TELL_MISSING_OBJECT("s3:ListBucket"),
    /**
     * For notebooks in a network of the user's own (SageMaker developer guide, "Amazon SageMaker API Permissions: Actions,
     * Permissions, and Resources Reference").
     */
    NOTEBOOK_IN_NETWORK(
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DetachNetworkInterface",
            "ec2:DescribeAvailabilityZones",
            "ec2:DescribeInternetGateways",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs");

    /** Separated by spaces, since an enum is immutable through and through. */
    private final String actions;

    WithoutCall(String... actions) {
        this.actions = String.join(" ", actions);
    }

    static Set<String> allActions() {
        return Arrays.stream(values())
                .flatMap(right -> Arrays.stream(right.actions.split(" ")))
                .collect(Collectors.toSet());
    }
}
