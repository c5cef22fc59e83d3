package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One node of a structural OpenAPI v3 schema. What the schema does not say is answered with Kubernetes' defaults. */
record Schema(JsonNode json) {
    /** Says nothing: any value is allowed, objects merge by key, lists are replaced as a whole. */
    static final Schema ANY = new Schema(Json.object().put("x-kubernetes-preserve-unknown-fields", true));

    /** What every object's metadata is, whatever the schema of its kind says. */
    private static final ObjectNode METADATA = Json.parseObject("""
            {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": {
              "name": {"type": "string"}, "generateName": {"type": "string"}, "namespace": {"type": "string"},
              "labels": {"type": "object", "additionalProperties": {"type": "string"}},
              "annotations": {"type": "object", "additionalProperties": {"type": "string"}},
              "finalizers": {"type": "array", "items": {"type": "string"}, "x-kubernetes-list-type": "set"},
              "ownerReferences": {"type": "array", "x-kubernetes-list-type": "map",
                "x-kubernetes-list-map-keys": ["uid"], "items": {"type": "object",
                  "x-kubernetes-preserve-unknown-fields": true, "x-kubernetes-map-type": "atomic"}}}}""");

    /** The schema of a whole object of a kind. */
    static Schema ofKind(JsonNode openApiV3Schema) {
        ObjectNode root = openApiV3Schema.isObject() ? openApiV3Schema.deepCopy() : (ObjectNode) ANY.json.deepCopy();
        ObjectNode properties = Json.child(root, "properties");
        Json.child(properties, "apiVersion").put("type", "string");
        Json.child(properties, "kind").put("type", "string");
        ObjectNode metadata = METADATA.deepCopy();
        JsonNode ownMetadata = properties.path("metadata");
        if (ownMetadata.path("properties").isObject()) {
            Json.child(metadata, "properties").setAll((ObjectNode) ownMetadata.get("properties"));
        }
        properties.set("metadata", metadata);
        return new Schema(root);
    }

    boolean declares(String property) {
        return json.path("properties").has(property);
    }

    /** Whether a property of this name is kept: declared, or covered by a map's schema or by leave for unknown fields. */
    boolean knows(String property) {
        return declares(property) || hasValues() || preservesUnknownFields();
    }

    Schema property(String name) {
        if (declares(name)) {
            return new Schema(json.get("properties").get(name));
        }
        return hasValues() ? values() : ANY;
    }

    /** Whether this is a map: any key, each value of one schema. */
    boolean hasValues() {
        return json.path("additionalProperties").isObject();
    }

    Schema values() {
        return new Schema(json.get("additionalProperties"));
    }

    Schema items() {
        return json.path("items").isObject() ? new Schema(json.get("items")) : ANY;
    }

    String type() {
        return json.path("type").asText();
    }

    boolean intOrString() {
        return json.path("x-kubernetes-int-or-string").asBoolean();
    }

    boolean nullable() {
        return json.path("nullable").asBoolean();
    }

    boolean preservesUnknownFields() {
        return json.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }

    boolean isSet() {
        return listType().equals("set");
    }

    boolean isKeyedList() {
        return listType().equals("map");
    }

    private String listType() {
        return json.path("x-kubernetes-list-type").asText("atomic");
    }

    List<String> listKeys() {
        return Json.strings(json.path("x-kubernetes-list-map-keys"));
    }

    boolean isAtomicMap() {
        return json.path("x-kubernetes-map-type").asText().equals("atomic");
    }

    /** What identifies an item of a keyed list: its keys with their values, defaults filled in. */
    ObjectNode keysOf(JsonNode item) {
        ObjectNode keys = Json.object();
        listKeys().stream().sorted().forEach(key -> {
            JsonNode value =
                    item.has(key) ? item.get(key) : items().property(key).json.get("default");
            if (value != null) {
                keys.set(key, value);
            }
        });
        return keys;
    }
}
