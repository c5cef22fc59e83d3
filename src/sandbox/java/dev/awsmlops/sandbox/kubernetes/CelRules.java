package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of a schema at every depth, in a tree of the schema's own shape. */
final class CelRules {
    private final Schema schema;
    private final List<CelRule> rules = new ArrayList<>();
    private final Map<String, CelRules> properties = new LinkedHashMap<>();
    private final CelRules values;
    private final CelRules items;

    private CelRules(String path, Schema schema, List<FieldError> errors) {
        this.schema = schema;
        JsonNode validations = schema.json().path("x-kubernetes-validations");
        if (!validations.isEmpty()) {
            CelTypes types = new CelTypes(path, schema);
            for (int i = 0; i < validations.size(); i++) {
                try {
                    rules.add(CelRule.compile(validations.get(i), schema, types));
                } catch (IllegalArgumentException e) {
                    String field = path + ".x-kubernetes-validations[" + i + "].rule";
                    errors.add(FieldError.invalid(
                            field, FieldError.quote(validations.get(i).path("rule")), e.getMessage()));
                }
            }
        }
        schema.json().path("properties").properties().forEach(property -> {
            String below = path + ".properties[" + property.getKey() + "]";
            CelRules rulesBelow = new CelRules(below, new Schema(property.getValue()), errors);
            if (!rulesBelow.isEmpty()) {
                properties.put(property.getKey(), rulesBelow);
            }
        });
        values = schema.hasValues() ? new CelRules(path + ".additionalProperties", schema.values(), errors) : null;
        items = schema.json().path("items").isObject() ? new CelRules(path + ".items", schema.items(), errors) : null;
    }

    /** @param errors gets an error for every rule that does not compile */
    static CelRules compile(Schema schema, List<FieldError> errors) {
        return new CelRules("spec.validation.openAPIV3Schema", schema, errors);
    }

    private boolean isEmpty() {
        return rules.isEmpty()
                && properties.isEmpty()
                && (values == null || values.isEmpty())
                && (items == null || items.isEmpty());
    }

    /** @param old what the object was before, or null when it is new */
    List<FieldError> check(JsonNode object, JsonNode old) {
        List<FieldError> errors = new ArrayList<>();
        check("", object, old, errors);
        return errors;
    }

    private void check(String path, JsonNode value, JsonNode old, List<FieldError> errors) {
        if (value.isNull()) {
            return;
        }
        rules.forEach(rule -> rule.check(path, value, old).ifPresent(errors::add));
        if (value.isArray() && items != null) {
            for (int i = 0; i < value.size(); i++) {
                JsonNode oldItem = Correlation.item(old, value.get(i), schema);
                items.check(path + "[" + i + "]", value.get(i), oldItem, errors);
            }
        }
        value.properties().forEach(entry -> {
            String name = entry.getKey();
            if (properties.containsKey(name)) {
                String below = path.isEmpty() ? name : path + "." + name;
                properties.get(name).check(below, entry.getValue(), Correlation.field(old, name), errors);
            } else if (values != null) {
                values.check(path + "[" + name + "]", entry.getValue(), Correlation.field(old, name), errors);
            }
        });
    }
}
