package dev.awsmlops.sandbox.aws.service;

/** Whether a service may act as a role. */
@FunctionalInterface
public interface Roles {

    /**
     * Whether the principal may assume the role now.
     *
     * @param roleArn of any account, well formed or not
     * @param principal such as {@code glue.amazonaws.com}
     */
    boolean assumable(Request request, String roleArn, String principal);
}
