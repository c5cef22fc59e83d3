package dev.awsmlops.sandbox.aws.contract;

import dev.awsmlops.sandbox.aws.contract.Violation.Kind;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a service refuses a request that is not as its model says. */
enum Dialect {
    /** Most services ("Common Errors" of their API references). */
    COMMON("ValidationException"),

    /** Services of the query protocol (API reference of IAM, "Common Errors"; NixOS/nixops#328). */
    QUERY("ValidationError"),

    /**
     * Services that have an error for every member: {@code InvalidStorageClass} of S3 (API reference, "Error responses"),
     * {@code RepositoryNameRequiredException} of CodeCommit (API reference, "Errors" of each operation). The simulation
     * has them, and must have one for each violation.
     */
    OWN("");

    /** IAM's words for names and for paths of wrong characters (kubecost/docs#36; aws-cloudformation/cfn-lint#722). */
    private static final Map<String, String> IAM_WORDS = Map.of(
            "Member must satisfy regular expression pattern: [\\w+=,.@-]+",
            "It must contain only alphanumeric characters and/or the following: +=,.@_-",
            "Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)",
            "It must begin and end with / and contain only alphanumeric characters and/or / characters.");

    private final String code;

    Dialect(String code) {
        this.code = code;
    }

    static Dialect of(String service) {
        return switch (service) {
            case "iam", "sts" -> QUERY;
            case "codecommit", "s3" -> OWN;
            default -> COMMON;
        };
    }

    /** The refusal; none when the operation is to refuse in words of its own. */
    Optional<ServiceFailure> refusal(List<Violation> violations) {
        if (this == OWN || violations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(violations.stream()
                .filter(violation -> violation.kind() == Kind.TYPE)
                .findFirst()
                .map(unreadable -> ServiceFailure.refused("SerializationException", unreadable.constraint()))
                .orElseGet(() -> readable(violations)));
    }

    /** What cannot be read is refused before anything is looked at; all else is counted. */
    private ServiceFailure readable(List<Violation> violations) {
        Violation first = violations.get(0);
        if (this == QUERY && first.kind() == Kind.PATTERN && IAM_WORDS.containsKey(first.constraint())) {
            String must = IAM_WORDS.get(first.constraint());
            return ServiceFailure.refused(
                    code, "The specified value for %s is invalid. %s".formatted(first.path(), must));
        }
        return ServiceFailure.refused(
                code,
                "%d validation error%s detected: %s"
                        .formatted(
                                violations.size(),
                                violations.size() == 1 ? "" : "s",
                                violations.stream().map(Violation::sentence).collect(Collectors.joining("; "))));
    }
}
