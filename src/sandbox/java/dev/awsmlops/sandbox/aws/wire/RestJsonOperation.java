package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * How one operation of a REST-JSON service stands on the wire (Smithy, "AWS restJson1 protocol"). Whether a member is in
 * path, query or body is told by the SDK's own model of the request.
 *
 * @param path such as {@code /schedules/{Name}}
 * @param usual what members are taken to be that the caller leaves out
 */
public record RestJsonOperation(String name, String method, String path, SdkPojo request, Map<String, String> usual) {

    /**
     * An operation whose request is the class that the SDK generates under its name.
     *
     * @param model the package of that class
     */
    public static RestJsonOperation of(String model, String method, String name, String path) {
        String type = model + "." + name + "Request";
        try {
            SdkPojo request = (SdkPojo) Class.forName(type).getMethod("builder").invoke(null);
            return new RestJsonOperation(name, method, path, request, Map.of());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("The SDK has no " + type, e);
        }
    }

    public RestJsonOperation usually(String member, String value) {
        return new RestJsonOperation(name, method, path, request, Map.of(member, value));
    }

    boolean matches(WireRequest wire) {
        return wire.method().equals(method) && matcher(wire).matches();
    }

    private Matcher matcher(WireRequest wire) {
        return Pattern.compile(path.replaceAll("\\{\\w+}", "([^/]+)")).matcher(wire.path());
    }

    /** The members outside of the body join those in it. */
    ObjectNode read(WireRequest wire, ObjectNode body) {
        ObjectNode input = body.deepCopy();
        pathMembers(wire).forEach(input::put);
        for (SdkField<?> field : request.sdkFields()) {
            List<String> given = wire.query().get(field.locationName());
            if (field.location() == MarshallLocation.QUERY_PARAM && given != null && !given.isEmpty()) {
                input.set(field.memberName(), value(field, given));
            }
        }
        usual.forEach((member, value) -> {
            if (!input.hasNonNull(member)) {
                input.put(member, value);
            }
        });
        return input;
    }

    private Map<String, String> pathMembers(WireRequest wire) {
        Matcher values = matcher(wire);
        Matcher labels = Pattern.compile("\\{(\\w+)}").matcher(path);
        Map<String, String> members = new LinkedHashMap<>();
        for (int group = 1; values.matches() && labels.find(); group++) {
            members.put(member(labels.group(1)), URLDecoder.decode(values.group(group), StandardCharsets.UTF_8));
        }
        return members;
    }

    private String member(String label) {
        Optional<SdkField<?>> field = request.sdkFields().stream()
                .filter(candidate -> candidate.location() == MarshallLocation.PATH)
                .filter(candidate -> candidate.locationName().equals(label))
                .findFirst();
        return field.orElseThrow().memberName();
    }

    private static JsonNode value(SdkField<?> field, List<String> given) {
        if (field.marshallingType() == MarshallingType.LIST) {
            var list = JsonNodeFactory.instance.arrayNode();
            given.forEach(list::add);
            return list;
        }
        return RestValue.parse(field, given.get(0));
    }
}
