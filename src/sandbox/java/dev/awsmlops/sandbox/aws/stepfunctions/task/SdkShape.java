package dev.awsmlops.sandbox.aws.stepfunctions.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.stepfunctions.run.Expressions;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Translates a structure of a service's API between the names it has in a state machine and those it has on the wire, by
 * the SDK's model of it: members are in PascalCase here, the keys of maps as they are; times are text in ISO 8601.
 */
record SdkShape(SdkPojo model) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static SdkShape of(Class<?> type) {
        try {
            return new SdkShape((SdkPojo) type.getMethod("builder").invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("The SDK cannot build " + type, e);
        }
    }

    private static SdkShape within(SdkField<?> field) {
        return new SdkShape(field.constructor().get());
    }

    /** What of the value the model does not allow. Expressions are not known yet, and may be anything. */
    List<String> problems(JsonNode value) {
        List<String> problems = new ArrayList<>();
        check("Arguments", value, problems);
        return problems;
    }

    private void check(String path, JsonNode value, List<String> problems) {
        if (isExpression(value)) {
            return;
        }
        if (!value.isObject()) {
            problems.add(path + " must be an object");
        }
        value.properties().forEach(member -> {
            String at = path + "/" + member.getKey();
            Optional<SdkField<?>> field = field(member.getKey());
            field.ifPresentOrElse(
                    known -> check(at, known, member.getValue(), problems),
                    () -> problems.add("The field '%s' is not supported by Step Functions at %s"
                            .formatted(member.getKey(), path)));
        });
    }

    private static void check(String path, SdkField<?> field, JsonNode value, List<String> problems) {
        MarshallingType<?> type = field.marshallingType();
        if (isExpression(value) || value.isNull()) {
            return;
        }
        if (type == MarshallingType.SDK_POJO) {
            within(field).check(path, value, problems);
        } else if (type == MarshallingType.LIST) {
            if (!value.isArray()) {
                problems.add(path + " must be an array");
            }
            value.forEach(item -> check(path, item(field), item, problems));
        } else if (type == MarshallingType.MAP) {
            if (!value.isObject()) {
                problems.add(path + " must be an object");
            }
            value.forEach(item -> check(path, entry(field), item, problems));
        } else if (!value.isValueNode()
                || (type == MarshallingType.INSTANT && instant(value).isEmpty())) {
            problems.add("%s must be of the type %s"
                    .formatted(path, type.getTargetClass().getSimpleName()));
        }
    }

    private static boolean isExpression(JsonNode value) {
        return value.isTextual() && Expressions.within(value.asText()).isPresent();
    }

    /** The same structure as the service takes it. Only for what has no problems. */
    ObjectNode toWire(JsonNode value) {
        ObjectNode translated = NODES.objectNode();
        value.properties().forEach(member -> {
            SdkField<?> field = field(member.getKey()).orElseThrow();
            translated.set(field.memberName(), translate(field, member.getValue(), true));
        });
        return translated;
    }

    /** The same structure as a state machine sees it. */
    ObjectNode toPascalCase(JsonNode value) {
        ObjectNode translated = NODES.objectNode();
        value.properties().forEach(member -> {
            String name = pascal(member.getKey());
            SdkField<?> field = field(name)
                    .orElseThrow(() -> new IllegalStateException(
                            "%s has no member %s".formatted(model.getClass(), member.getKey())));
            translated.set(name, translate(field, member.getValue(), false));
        });
        return translated;
    }

    private static JsonNode translate(SdkField<?> field, JsonNode value, boolean toWire) {
        MarshallingType<?> type = field.marshallingType();
        if (value.isNull()) {
            return value;
        }
        if (type == MarshallingType.SDK_POJO) {
            return toWire ? within(field).toWire(value) : within(field).toPascalCase(value);
        }
        if (type == MarshallingType.LIST) {
            ArrayNode items = NODES.arrayNode();
            value.forEach(item -> items.add(translate(item(field), item, toWire)));
            return items;
        }
        if (type == MarshallingType.MAP) {
            ObjectNode entries = NODES.objectNode();
            value.properties()
                    .forEach(entry -> entries.set(entry.getKey(), translate(entry(field), entry.getValue(), toWire)));
            return entries;
        }
        if (type == MarshallingType.INSTANT) {
            return toWire ? seconds(value) : NODES.textNode(iso8601(value));
        }
        return value;
    }

    private static JsonNode seconds(JsonNode value) {
        return NODES.numberNode(BigDecimal.valueOf(instant(value).orElseThrow().toEpochMilli(), 3));
    }

    private static String iso8601(JsonNode value) {
        return Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue())
                .toString();
    }

    private static Optional<Instant> instant(JsonNode value) {
        try {
            return Optional.of(OffsetDateTime.parse(value.asText()).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private Optional<SdkField<?>> field(String pascalCase) {
        return model.sdkFields().stream()
                .filter(field -> pascal(field.memberName()).equals(pascalCase))
                .findFirst();
    }

    private static SdkField<?> item(SdkField<?> list) {
        return list.getTrait(ListTrait.class).memberFieldInfo();
    }

    private static SdkField<?> entry(SdkField<?> map) {
        return map.getTrait(MapTrait.class).valueFieldInfo();
    }

    private static String pascal(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
