package dev.awsmlops.operator.api.v1alpha1;

/** How something that holds data comes to be an object's. */
public enum Provisioning {
    /**
     * It is made. One that exists already is taken up only if an earlier object of the same cluster, namespace and name
     * left it behind.
     */
    Create,
    /** It is made, or taken over if it exists and belongs to no other object. */
    Adopt,
    /** It exists and stays as it is: nothing of it is ever changed or deleted. */
    Use
}
