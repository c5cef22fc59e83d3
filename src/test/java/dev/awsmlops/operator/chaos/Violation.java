package dev.awsmlops.operator.chaos;

/** A promise of the operator's that does not hold. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    Violation(String message) {
        super(message);
    }
}
