package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.Ownership;

/**
 * Something in AWS whose tags name an object of this cluster that does not exist.
 *
 * @param kept whether it holds what somebody has asked to keep
 */
record Orphan(Sweepable source, Sweepable.Listed listed, Ownership owner, boolean kept) {

    String arn() {
        return listed.arn();
    }

    SweptType type() {
        return source.type();
    }

    /** Whether it is of the same object. */
    boolean isBeside(Orphan other) {
        return owner.uid().equals(other.owner.uid());
    }

    /** How a person would call it, with where it is if it is in one region. */
    String describe() {
        String name = type().words() + " " + listed.name();
        return type() == SweptType.ROLE ? name : name + " in " + source.aws().name();
    }
}
