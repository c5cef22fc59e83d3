package dev.awsmlops.sandbox.aws.scheduler;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.regex.Pattern;

/** The names and refusals that the operations share; the HTTP status of each error is that of the API reference. */
final class SchedulerRules {

    static final String DEFAULT_GROUP = "default";

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]+");

    private SchedulerRules() {}

    static String name(Request request, String field) {
        return request.required(field, NAME, 64);
    }

    static ServiceFailure invalid(String message) {
        return ServiceFailure.refused("ValidationException", message);
    }

    static ServiceFailure notFound(String message) {
        return new ServiceFailure("ResourceNotFoundException", message, 404);
    }

    static ServiceFailure conflict(String message) {
        return new ServiceFailure("ConflictException", message, 409);
    }

    /** Says so rather than passing over what would make a difference on AWS. */
    static void refuseUnsimulated(Request request, String... fields) {
        for (String field : fields) {
            if (request.has(field)) {
                throw invalid(request.path() + field + " is not simulated");
            }
        }
    }
}
