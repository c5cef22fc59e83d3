package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a CustomResourceDefinition says of its objects, enforced as the API server does: unknown fields are pruned,
 * defaults filled in, values and rules checked. Usable without a server. Immutable, so safe to share between threads.
 */
public final class CustomResourceSchema {
    /** Compiling rules takes long, and a server that starts anew for each test would do it every time. */
    private static final Map<JsonNode, CustomResourceSchema> COMPILED = new ConcurrentHashMap<>();

    private final Schema schema;
    private final CelRules rules;
    private final List<FieldError> ruleErrors = new ArrayList<>();

    private CustomResourceSchema(JsonNode openApiV3Schema) {
        schema = Schema.ofKind(openApiV3Schema);
        rules = CelRules.compile(schema, ruleErrors);
    }

    static CustomResourceSchema of(JsonNode openApiV3Schema) {
        return COMPILED.computeIfAbsent(openApiV3Schema.deepCopy(), CustomResourceSchema::new);
    }

    /**
     * The schema of the version that is stored.
     *
     * @throws IllegalArgumentException when one of its rules does not compile
     */
    public static CustomResourceSchema of(CustomResourceDefinition definition) {
        JsonNode stored = null;
        for (JsonNode version :
                Json.parseObject(Serialization.asJson(definition)).path("spec").path("versions")) {
            stored = version.path("storage").asBoolean() ? version : stored;
        }
        if (stored == null) {
            throw new IllegalArgumentException("no version of the definition is stored");
        }
        CustomResourceSchema schema =
                new CustomResourceSchema(stored.path("schema").path("openAPIV3Schema"));
        if (!schema.ruleErrors.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "\n", schema.ruleErrors.stream().map(FieldError::text).toList()));
        }
        return schema;
    }

    /** What the API server would say against creating this object, one message per fault; empty when it would accept it. */
    public List<String> validate(HasMetadata object) {
        return validate(object, null);
    }

    /**
     * What the API server would say against changing the old object into this one.
     *
     * @param old null for a new object
     */
    public List<String> validate(HasMetadata object, HasMetadata old) {
        return validate(Serialization.asJson(object), old == null ? null : Serialization.asJson(old));
    }

    /**
     * The same for manifests, in YAML or JSON; a field that the schema does not know is a fault too.
     *
     * @param old null for a new object
     */
    public List<String> validate(String manifest, String old) {
        ObjectNode object = Json.parseObject(manifest);
        List<String> faults = new ArrayList<>();
        prune(object).forEach(unknown -> faults.add("unknown field \"" + unknown + "\""));
        applyDefaults(object);
        ObjectNode before = old == null ? null : Json.parseObject(old);
        if (before != null) {
            prune(before);
            applyDefaults(before);
        }
        check(object, before).forEach(error -> faults.add(error.text()));
        return faults;
    }

    /** The manifest as the API server would store it: without fields that the schema does not know, and with its defaults. */
    public String complete(String manifest) {
        ObjectNode object = Json.parseObject(manifest);
        prune(object);
        applyDefaults(object);
        return object.toString();
    }

    Schema structure() {
        return schema;
    }

    /** The rules that do not compile; a definition that has any is refused. */
    List<FieldError> ruleErrors() {
        return ruleErrors;
    }

    /** Takes unknown fields out of the object, in place, and says which they were. */
    List<String> prune(ObjectNode object) {
        List<String> pruned = new ArrayList<>();
        prune("", object, schema, pruned);
        return pruned;
    }

    private static void prune(String path, JsonNode value, Schema schema, List<String> pruned) {
        if (value instanceof ObjectNode object) {
            for (String name : List.copyOf(
                    object.properties().stream().map(Map.Entry::getKey).toList())) {
                String below = path.isEmpty() ? name : path + "." + name;
                if (schema.knows(name)) {
                    prune(below, object.get(name), schema.property(name), pruned);
                } else {
                    object.remove(name);
                    pruned.add(below);
                }
            }
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                prune(path + "[" + i + "]", list.get(i), schema.items(), pruned);
            }
        }
    }

    /** Fills in the defaults, in place; a null that may not be one counts as missing. */
    void applyDefaults(ObjectNode object) {
        applyDefaults(object, schema);
    }

    private static void applyDefaults(JsonNode value, Schema schema) {
        if (value instanceof ObjectNode object) {
            object.properties()
                    .removeIf(entry -> entry.getValue().isNull()
                            && schema.knows(entry.getKey())
                            && !schema.property(entry.getKey()).nullable()
                            && !schema.property(entry.getKey()).type().isEmpty());
            schema.json().path("properties").properties().forEach(property -> {
                JsonNode defaultValue = property.getValue().get("default");
                if (defaultValue != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), defaultValue.deepCopy());
                }
            });
            object.properties().forEach(entry -> applyDefaults(entry.getValue(), schema.property(entry.getKey())));
        } else if (value instanceof ArrayNode list) {
            list.forEach(item -> applyDefaults(item, schema.items()));
        }
    }

    /** @param old what the object was before, or null when it is new */
    List<FieldError> check(ObjectNode object, ObjectNode old) {
        List<FieldError> errors = new ArrayList<>(SchemaValidation.check(object, old, schema));
        if (errors.stream().anyMatch(FieldError::blocksRules)) {
            errors.add(FieldError.invalid(
                    "<nil>",
                    "\"null\"",
                    "some validation rules were not checked because the object was invalid; "
                            + "correct the existing errors to complete validation"));
        } else {
            errors.addAll(rules.check(object, old));
        }
        return errors;
    }
}
