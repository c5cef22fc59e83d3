package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The AWS query protocol (Smithy, "AWS query protocol"): a form goes in, with lists as {@code Name.member.1}, XML comes
 * out.
 *
 * @param namespace the XML name space of the answers
 */
public record QueryProtocol(String namespace) implements WireProtocol {

    @Override
    public boolean speaks(WireRequest request) {
        return form(request).containsKey("Action");
    }

    @Override
    public String operation(WireRequest request) {
        return form(request).get("Action");
    }

    @Override
    public ObjectNode input(WireRequest request) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        form(request).forEach((name, value) -> put(input, List.of(name.split("\\.", -1)), value));
        return (ObjectNode) membersToArrays(input);
    }

    @Override
    public WireResponse output(String operation, ObjectNode output, String requestId) {
        StringBuilder xml = new StringBuilder();
        xml.append('<')
                .append(operation)
                .append("Response xmlns=\"")
                .append(namespace)
                .append("\">");
        element(xml, operation + "Result", output);
        xml.append("<ResponseMetadata><RequestId>").append(requestId).append("</RequestId></ResponseMetadata>");
        xml.append("</").append(operation).append("Response>");
        return WireResponse.of(200, "text/xml", requestId, xml.toString());
    }

    @Override
    public WireResponse failure(ServiceFailure failure, String requestId) {
        ObjectNode error = JsonNodeFactory.instance
                .objectNode()
                .put("Type", failure.status() < 500 ? "Sender" : "Receiver")
                .put("Code", failure.code())
                .put("Message", failure.getMessage());
        StringBuilder xml = new StringBuilder("<ErrorResponse xmlns=\"" + namespace + "\">");
        element(xml, "Error", error);
        xml.append("<RequestId>").append(requestId).append("</RequestId></ErrorResponse>");
        return WireResponse.of(failure.status(), "text/xml", requestId, xml.toString());
    }

    private static Map<String, String> form(WireRequest request) {
        Map<String, String> form = new TreeMap<>();
        request.query().forEach((name, values) -> values.forEach(value -> form.put(name, value)));
        for (String pair : request.body().asUtf8String().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode into, List<String> path, String value) {
        if (path.size() == 1) {
            into.put(path.get(0), value);
        } else {
            put(into.withObjectProperty(path.get(0)), path.subList(1, path.size()), value);
        }
    }

    private static JsonNode membersToArrays(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.get("member") instanceof ObjectNode members) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            List<String> order = new ArrayList<>();
            members.fieldNames().forEachRemaining(order::add);
            order.sort(Comparator.comparing(Integer::valueOf));
            order.forEach(index -> array.add(membersToArrays(members.get(index))));
            return array;
        }
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> converted.set(field.getKey(), membersToArrays(field.getValue())));
        return converted;
    }

    private static void element(StringBuilder xml, String name, JsonNode value) {
        xml.append('<').append(name).append('>');
        if (value.isObject()) {
            value.properties().forEach(field -> element(xml, field.getKey(), field.getValue()));
        } else if (value.isArray()) {
            value.forEach(member -> element(xml, "member", member));
        } else {
            xml.append(value.asText().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        xml.append("</").append(name).append('>');
    }
}
