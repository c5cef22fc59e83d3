package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Writes the members of an answer, each to where the operation's model puts it. */
final class RestWriter {

    /** The content of an object, which the SDK's model has beside its members. */
    static final String CONTENT = "Body";

    private final RestOperation operation;
    private final ObjectNode output;
    private final Map<String, String> headers = new TreeMap<>();

    private RestWriter(RestOperation operation, ObjectNode output) {
        this.operation = operation;
        this.output = output;
    }

    static WireResponse write(RestOperation operation, ObjectNode output) {
        requireModelled(operation.response(), output);
        RestWriter writer = new RestWriter(operation, output);
        SdkBytes body = writer.body();
        operation.response().sdkFields().stream()
                .filter(field -> field.location() == MarshallLocation.HEADER)
                .forEach(writer::header);
        return new WireResponse(writer.status(), writer.headers, body);
    }

    /** A member that the model does not have would be lost without a word. */
    static void requireModelled(SdkPojo shape, JsonNode value) {
        long modelled = shape.sdkFields().stream()
                .filter(field -> value.has(field.memberName()))
                .count();
        if (modelled + (value.has(CONTENT) ? 1 : 0) < value.size()) {
            throw new IllegalStateException(shape.getClass().getName() + " does not have all members of " + value);
        }
    }

    /** A part of an object is Partial Content (RFC 9110, section 15.3.7). */
    private int status() {
        return output.has("ContentRange") ? 206 : operation.status();
    }

    private void header(SdkField<?> field) {
        JsonNode value = output.get(field.memberName());
        if (value == null) {
            return;
        }
        if (field.marshallingType() == MarshallingType.MAP) {
            value.properties()
                    .forEach(entry -> headers.put(
                            field.locationName() + entry.getKey(),
                            entry.getValue().asText()));
        } else {
            headers.put(field.locationName(), RestValue.print(field, value));
        }
    }

    private SdkBytes body() {
        if (output.has(CONTENT)) {
            return content(output.get(CONTENT));
        }
        SdkField<?> payload = RestOperation.payload(operation.response()).orElse(null);
        if (payload == null) {
            return operation.root().isEmpty()
                    ? SdkBytes.fromByteArray(new byte[0])
                    : xml(XmlWriter.document(operation.root(), operation.response(), output));
        }
        JsonNode value = output.path(payload.memberName());
        if (payload.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo shape = payload.constructor().get();
            return xml(XmlWriter.document(payload.locationName(), shape, value));
        }
        return operation.root().isEmpty()
                ? SdkBytes.fromUtf8String(value.asText())
                : xml(XmlWriter.document(operation.root(), value.asText()));
    }

    private SdkBytes xml(String document) {
        headers.put("Content-Type", "application/xml");
        return SdkBytes.fromUtf8String(document);
    }

    private static SdkBytes content(JsonNode body) {
        try {
            return SdkBytes.fromByteArrayUnsafe(body.binaryValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
