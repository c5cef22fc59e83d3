package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * REST-JSON (Smithy, "AWS restJson1 protocol"): the operation shows in method and path, documents are JSON, the error code
 * is in a header.
 */
public record RestJsonProtocol(List<RestJsonOperation> operations) implements WireProtocol {

    private static final String CONTENT_TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public RestJsonProtocol {
        operations = List.copyOf(operations);
    }

    @Override
    public boolean speaks(WireRequest request) {
        return true;
    }

    @Override
    public String operation(WireRequest request) {
        return find(request).name();
    }

    @Override
    public ObjectNode input(WireRequest request) {
        return find(request).read(request, body(request));
    }

    private static ObjectNode body(WireRequest request) {
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
        return WireResponse.of(200, CONTENT_TYPE, requestId, output.toString());
    }

    @Override
    public WireResponse failure(ServiceFailure failure, String requestId) {
        String body =
                JSON.createObjectNode().put("Message", failure.getMessage()).toString();
        return WireResponse.of(failure.status(), CONTENT_TYPE, requestId, body)
                .with("x-amzn-ErrorType", failure.code());
    }

    private RestJsonOperation find(WireRequest request) {
        return operations.stream()
                .filter(operation -> operation.matches(request))
                .findFirst()
                .orElseThrow(() -> ServiceFailure.refused(
                        "UnknownOperationException",
                        "Not simulated: %s %s".formatted(request.method(), request.path())));
    }
}
