package dev.awsmlops.sandbox.kubernetes;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A schema as CEL types, so that a rule with a misspelt field or a wrong comparison does not compile. */
final class CelTypes implements CelTypeProvider {
    private final ImmutableMap<String, CelType> structs;
    private final CelType root;

    /** @param name a name of its own for the type, such as the path of the schema */
    CelTypes(String name, Schema schema) {
        Map<String, CelType> found = new HashMap<>();
        root = type(name, schema, found);
        structs = ImmutableMap.copyOf(found);
    }

    /** The type of a value of the schema itself. */
    CelType root() {
        return root;
    }

    private static CelType type(String name, Schema schema, Map<String, CelType> structs) {
        if (schema.intOrString()) {
            return SimpleType.DYN;
        }
        return switch (schema.type()) {
            case "object" -> objectType(name, schema, structs);
            case "array" -> ListType.create(type(name + ".items", schema.items(), structs));
            case "string" -> stringType(schema);
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            default -> SimpleType.DYN;
        };
    }

    private static CelType objectType(String name, Schema schema, Map<String, CelType> structs) {
        if (schema.hasValues()) {
            return MapType.create(SimpleType.STRING, type(name + ".values", schema.values(), structs));
        }
        if (schema.preservesUnknownFields() && !schema.json().has("properties")) {
            return SimpleType.DYN;
        }
        ImmutableMap.Builder<String, CelType> properties = ImmutableMap.builder();
        schema.json().path("properties").properties().forEach(property -> {
            String below = name + "." + property.getKey();
            properties.put(CelValues.escape(property.getKey()), type(below, new Schema(property.getValue()), structs));
        });
        ImmutableMap<String, CelType> fields = properties.buildOrThrow();
        StructType struct = StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
        structs.put(name, struct);
        return struct;
    }

    private static CelType stringType(Schema schema) {
        return switch (schema.json().path("format").asText()) {
            case "date-time", "date" -> SimpleType.TIMESTAMP;
            case "duration" -> SimpleType.DURATION;
            case "byte" -> SimpleType.BYTES;
            default -> SimpleType.STRING;
        };
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return structs.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name));
    }
}
