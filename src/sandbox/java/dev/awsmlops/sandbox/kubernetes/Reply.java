package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An answer to a request.
 *
 * @param body an object, or a text that is sent as such
 * @param warnings what the client should show its user, though the request has succeeded
 */
record Reply(int code, JsonNode body, List<String> warnings) {
    static Reply ok(JsonNode body) {
        return new Reply(200, body, List.of());
    }
}
