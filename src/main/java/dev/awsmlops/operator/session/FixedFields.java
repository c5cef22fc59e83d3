package dev.awsmlops.operator.session;

/**
 * Compares what AWS fixes at creation with the spec. What either side does not say counts as agreed: an environment must
 * never be made again because AWS answers with less than it was given.
 */
final class FixedFields {

    private FixedFields() {}

    static boolean agree(Object wanted, Object actual) {
        return wanted == null || actual == null || wanted.equals(actual);
    }

    /** Glue takes a role as an ARN and may answer with its name alone. */
    static boolean agreeOnRole(String arn, String actual) {
        return agree(arn, actual) || arn.endsWith("/" + actual);
    }
}
