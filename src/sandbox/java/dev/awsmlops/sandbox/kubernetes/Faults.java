package dev.awsmlops.sandbox.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Refusals that tests have asked for. Safe for use by several threads. */
final class Faults {
    private static final class Refusal {
        private final Predicate<ApiCall> which;
        private final int status;
        private int left;

        private Refusal(Predicate<ApiCall> which, int status, int left) {
            this.which = which;
            this.status = status;
            this.left = left;
        }
    }

    private final List<Refusal> refusals = new ArrayList<>();

    synchronized void refuse(int times, int status, Predicate<ApiCall> which) {
        refusals.add(new Refusal(which, status, times));
    }

    synchronized void clear() {
        refusals.clear();
    }

    /** @throws ApiFailure when this call is to be refused */
    synchronized void check(ApiCall call) {
        for (Refusal refusal : refusals) {
            if (refusal.left > 0 && refusal.which.test(call)) {
                refusal.left--;
                throw failure(refusal.status, call);
            }
        }
    }

    private static ApiFailure failure(int status, ApiCall call) {
        return switch (status) {
            case 409 ->
                ApiFailure.of(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on " + call.resource() + " \""
                                + call.name()
                                + "\": the object has been modified; please apply your changes to the latest "
                                + "version and try again");
            case 429 ->
                ApiFailure.of(
                        429,
                        "TooManyRequests",
                        "the server has received too many requests and has asked us to try " + "again later");
            case 403 ->
                ApiFailure.of(
                        403,
                        "Forbidden",
                        call.resource() + " is forbidden: User \"sandbox\" cannot " + call.verb() + " resource \""
                                + call.resource() + "\"");
            case 503 ->
                ApiFailure.of(503, "ServiceUnavailable", "the server is currently unable to handle the request");
            default -> ApiFailure.of(status, "InternalError", "Internal error occurred: refused on request of a test");
        };
    }
}
