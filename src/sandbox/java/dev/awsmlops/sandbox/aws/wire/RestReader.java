package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** Reads the members of a request, each from where the operation's model puts it. */
final class RestReader {

    private final RestOperation operation;
    private final WireRequest wire;
    private final ObjectNode input = JsonNodeFactory.instance.objectNode();

    private RestReader(RestOperation operation, WireRequest wire) {
        this.operation = operation;
        this.wire = wire;
    }

    /** Reads a request whose body is not chunked. */
    static ObjectNode read(RestOperation operation, WireRequest wire, S3Address address) {
        RestReader reader = new RestReader(operation, wire);
        address.bucket().ifPresent(bucket -> reader.path(MarshallLocation.PATH, bucket));
        address.key().ifPresent(key -> reader.path(MarshallLocation.GREEDY_PATH, key));
        operation.fields(MarshallLocation.QUERY_PARAM).forEach(reader::query);
        operation.fields(MarshallLocation.HEADER).forEach(reader::header);
        reader.body();
        return reader.input;
    }

    private void path(MarshallLocation location, String value) {
        operation.fields(location).forEach(field -> input.put(field.memberName(), value));
    }

    private void query(SdkField<?> field) {
        List<String> values = wire.query().get(field.locationName());
        if (values != null) {
            String text = values.isEmpty() || values.get(0) == null ? "" : values.get(0);
            input.set(field.memberName(), scalar(field, text));
        }
    }

    private void header(SdkField<?> field) {
        if (field.marshallingType() == MarshallingType.MAP) {
            prefixed(field);
        } else {
            wire.header(field.locationName()).ifPresent(text -> input.set(field.memberName(), scalar(field, text)));
        }
    }

    /** HTTP headers have no case: S3 gives metadata back in lower case (S3 User Guide, "Working with object metadata"). */
    private void prefixed(SdkField<?> field) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        String prefix = field.locationName();
        wire.headers().forEach((name, values) -> {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                map.put(name.substring(prefix.length()).toLowerCase(Locale.ROOT), String.join(",", values));
            }
        });
        if (!map.isEmpty()) {
            input.set(field.memberName(), map);
        }
    }

    private static JsonNode scalar(SdkField<?> field, String text) {
        try {
            return RestValue.parse(field, text);
        } catch (IllegalArgumentException | DateTimeException wrongType) {
            throw ServiceFailure.refused(
                            "InvalidArgument",
                            "Provided %s not an integer or within integer range".formatted(field.locationName()))
                    .with("ArgumentName", field.locationName())
                    .with("ArgumentValue", text);
        }
    }

    /** XML where the model says so; otherwise whatever comes is the content of an object. */
    private void body() {
        SdkField<?> payload = RestOperation.payload(operation.request()).orElse(null);
        byte[] body = wire.body().asByteArrayUnsafe();
        if (payload == null) {
            if (body.length > 0) {
                input.put(RestWriter.CONTENT, body);
            }
        } else if (body.length == 0) {
            if (payload.containsTrait(RequiredTrait.class)) {
                throw ServiceFailure.refused("MissingRequestBodyError", "Request Body is empty");
            }
        } else if (payload.marshallingType() == MarshallingType.SDK_POJO) {
            input.set(payload.memberName(), XmlReader.read(wire.body(), payload));
        } else {
            input.put(payload.memberName(), wire.body().asUtf8String());
        }
    }
}
