package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * AWS JSON 1.0 and 1.1 (Smithy, "AWS JSON 1.1 protocol"): the operation is in {@code X-Amz-Target}, the error code in
 * {@code __type}.
 *
 * @param version {@code 1.0} or {@code 1.1}
 * @param target what stands before the dot in {@code X-Amz-Target}
 */
public record JsonProtocol(String version, String target) implements WireProtocol {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean speaks(WireRequest request) {
        return request.header("X-Amz-Target").orElse("").startsWith(target + ".");
    }

    @Override
    public String operation(WireRequest request) {
        return request.header("X-Amz-Target").orElse("").substring(target.length() + 1);
    }

    @Override
    public ObjectNode input(WireRequest request) {
        String body = request.body().asUtf8String();
        try {
            JsonNode read = JSON.readTree(body.isBlank() ? "{}" : body);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ServiceFailure.refused("SerializationException", e.getOriginalMessage());
        }
        throw ServiceFailure.refused("SerializationException", "Start of structure or map expected");
    }

    @Override
    public WireResponse output(String operation, ObjectNode output, String requestId) {
        return WireResponse.of(200, contentType(), requestId, output.toString());
    }

    @Override
    public WireResponse failure(ServiceFailure failure, String requestId) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", failure.code())
                .put("message", failure.getMessage())
                .toString();
        return WireResponse.of(failure.status(), contentType(), requestId, body)
                .with("x-amzn-ErrorType", failure.code());
    }

    private String contentType() {
        return "application/x-amz-json-" + version;
    }
}
