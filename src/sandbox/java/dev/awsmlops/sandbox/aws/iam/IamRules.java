package dev.awsmlops.sandbox.aws.iam;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names and refusals that IAM's operations share; the codes and their HTTP status are those of the API's model. */
final class IamRules {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7e]+/");

    private IamRules() {}

    static String roleName(Request request) {
        return name(request, "RoleName", 64);
    }

    /** A name of at most so many characters (API reference, CreateRole, RoleName); the words are kubecost/docs#36's. */
    static String name(Request request, String field, int longest) {
        String name = request.required(field);
        checkLength(field, name, longest);
        if (!NAME.matcher(name).matches()) {
            throw notValid(field, "It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return name;
    }

    /** The path, which is a slash when none is given (API reference, CreateRole, Path); the words are cfn-lint#722's. */
    static String path(Request request) {
        String path = request.text("Path").orElse("/");
        checkLength("Path", path, 512);
        if (!PATH.matcher(path).matches()) {
            throw notValid(
                    "Path",
                    "It must begin and end with / and contain only alphanumeric characters and/or / characters.");
        }
        return path;
    }

    static void checkLength(String field, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw Request.violation(
                    field,
                    "'" + value + "'",
                    value.isEmpty()
                            ? "have length greater than or equal to 1"
                            : "have length less than or equal to " + longest);
        }
    }

    private static ServiceFailure notValid(String field, String must) {
        String member = field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1);
        return ServiceFailure.refused(
                "ValidationError", "The specified value for %s is invalid. %s".formatted(member, must));
    }

    static ServiceFailure noSuchEntity(String message) {
        return new ServiceFailure("NoSuchEntity", message, 404);
    }

    static ServiceFailure entityAlreadyExists(String message) {
        return new ServiceFailure("EntityAlreadyExists", message, 409);
    }

    static ServiceFailure deleteConflict(String message) {
        return new ServiceFailure("DeleteConflict", message, 409);
    }

    static ServiceFailure limitExceeded(String message) {
        return new ServiceFailure("LimitExceeded", message, 409);
    }

    static ServiceFailure invalidInput(String message) {
        return ServiceFailure.refused("InvalidInput", message);
    }

    static ServiceFailure malformed(String message) {
        return ServiceFailure.refused("MalformedPolicyDocument", message);
    }
}
