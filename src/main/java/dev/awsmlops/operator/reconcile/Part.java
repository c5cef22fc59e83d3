package dev.awsmlops.operator.reconcile;

import java.util.List;
import java.util.Optional;

/**
 * One resource in AWS that belongs to a Kubernetes object.
 *
 * <p>A part is made anew for each pass, from what the object says now. Its methods look at AWS, take one step and
 * return: none waits. They throw the AWS SDK's exceptions as they come; {@link PartRun} turns those into outcomes.
 *
 * @param <T> what AWS says of the resource
 */
public interface Part<T> {

    /** The condition that reports on it, such as {@code EndpointReady}. */
    String condition();

    /** What is there now; empty only when AWS says that there is nothing. */
    Optional<T> observe();

    /** Whether what is there is this object's, by its ownership tags. */
    boolean isOurs(T actual);

    /** Asks AWS for it. Called only when nothing is there. */
    Outcome create();

    /** Compares what is there with the spec and takes the next step, sending nothing when there is no difference. */
    Outcome update(T actual);

    /** Takes the next step towards its absence. */
    Outcome delete(T actual);

    /** The parts that must be gone before this one can be deleted. */
    default List<Part<?>> usedBy() {
        return List.of();
    }

    /** Whether no other part needs it, so that it holds up none while it is refused or failing. */
    default boolean isLeaf() {
        return false;
    }

    /** What the user can do when something that is not this object's has its name. */
    default String ifTaken() {
        return "Remove it, or give this object another name";
    }

    /** What the user might do instead when AWS refuses it; empty where there is nothing to say. */
    default String advice() {
        return "";
    }

    /** What the operator's owner might do instead of giving the right that is missing; empty where there is nothing to say. */
    default String ifDenied() {
        return "";
    }

    /** How a person would call it, with its name in AWS. */
    String describe();
}
