package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;

/** Reading and writing JSON trees; a body may be YAML wherever Kubernetes lets it be. */
final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return parseYaml(text);
        }
    }

    private static JsonNode parseYaml(String text) {
        try {
            // Through text once more: YAML's nodes do not always equal JSON's of the same value.
            return JSON.readTree(JSON.writeValueAsString(YAML.readTree(text)));
        } catch (JsonProcessingException e) {
            throw ApiFailure.badRequest("the body of the request is neither JSON nor YAML: " + e.getOriginalMessage());
        }
    }

    static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the body of the request was not an object");
    }

    static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    /** The object under a key, made when it isn't there. */
    static ObjectNode child(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode object ? object : parent.putObject(key);
    }
}
