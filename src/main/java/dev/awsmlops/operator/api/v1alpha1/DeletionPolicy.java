package dev.awsmlops.operator.api.v1alpha1;

/** What becomes of something in AWS when its Kubernetes object no longer wants it. */
public enum DeletionPolicy {
    /** It is deleted, with the data on it. */
    Delete,
    /** It is stopped, so that it no longer bills by the hour, and kept with its data. */
    Retain
}
