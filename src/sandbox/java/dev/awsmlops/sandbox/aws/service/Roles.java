package dev.awsmlops.sandbox.aws.service;

import java.util.Map;

/** What services may do as a role. */
public interface Roles {

    /**
     * Whether the principal may assume the role now.
     *
     * @param roleArn of any account, well formed or not
     * @param principal such as {@code glue.amazonaws.com}
     */
    boolean assumable(Request request, String roleArn, String principal);

    /**
     * Whether the role's policies allow a call. A role that was not made through IAM has no policies that anyone could
     * know: it is allowed everything for as long as it can be assumed at all.
     *
     * @param action such as {@code sagemaker:StopNotebookInstance}
     * @param resourceArn {@code *} for an action on no resource in particular
     * @param resourceTags the tags of that resource, for conditions on {@code aws:ResourceTag}
     */
    boolean allows(
            Request request, String roleArn, String action, String resourceArn, Map<String, String> resourceTags);
}
