package dev.awsmlops.operator.api.v1alpha1;

/** What becomes of the Kubernetes object once its session has ended in AWS. */
public enum ExpiryAction {
    /** It stays and reads Expired. Safe where Git would bring a missing object back. */
    Stop,
    /** It is deleted. */
    Delete
}
