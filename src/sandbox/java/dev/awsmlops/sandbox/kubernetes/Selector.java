package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors, both of which an object must match. */
final class Selector {
    private static final Pattern SET =
            Pattern.compile("(?<key>\\S+)\\s+(?<not>not)?in\\s+\\((?<values>[^)]*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern EQUALITY = Pattern.compile("(?<key>[^=!]+?)\\s*(?<op>==|=|!=)\\s*(?<value>.*)");

    /** Stands for a label that is not there; no label can have this value. */
    private static final String NONE = "\0";

    private final List<Predicate<ObjectNode>> requirements = new ArrayList<>();

    Selector(ResourceType type, String labels, String fields) {
        for (String requirement : split(labels)) {
            requirements.add(label(requirement));
        }
        for (String requirement : split(fields)) {
            requirements.add(field(type, requirement));
        }
    }

    boolean matches(ObjectNode object) {
        return requirements.stream().allMatch(requirement -> requirement.test(object));
    }

    /** At commas, except those within parentheses. */
    private static List<String> split(String selector) {
        List<String> parts = new ArrayList<>();
        for (String part : selector.split(",(?![^(]*\\))", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private static Predicate<ObjectNode> label(String requirement) {
        Matcher set = SET.matcher(requirement);
        if (set.matches()) {
            List<String> values = List.of(set.group("values").strip().split("\\s*,\\s*", -1));
            boolean wanted = set.group("not") == null;
            return object -> values.contains(labelOf(object, set.group("key"))) == wanted;
        }
        Matcher equality = EQUALITY.matcher(requirement);
        if (equality.matches()) {
            boolean wanted = !equality.group("op").equals("!=");
            return object -> equality.group("value").equals(labelOf(object, equality.group("key"))) == wanted;
        }
        if (requirement.startsWith("!")) {
            return object -> labelOf(object, requirement.substring(1).strip()).equals(NONE);
        }
        return object -> !labelOf(object, requirement).equals(NONE);
    }

    private static String labelOf(ObjectNode object, String key) {
        JsonNode value = object.path("metadata").path("labels").get(key);
        return value == null ? NONE : value.asText();
    }

    private static Predicate<ObjectNode> field(ResourceType type, String requirement) {
        Matcher equality = EQUALITY.matcher(requirement);
        if (!equality.matches()) {
            throw ApiFailure.badRequest(
                    "invalid selector: '" + requirement + "'; can't understand '" + requirement + "'");
        }
        String field = equality.group("key");
        if (type.isCustom()
                && !List.of("metadata.name", "metadata.namespace").contains(field)
                && !type.selectableFields().contains(field)) {
            throw ApiFailure.badRequest("field label not supported: " + field);
        }
        boolean wanted = !equality.group("op").equals("!=");
        return object -> {
            JsonNode value = object;
            for (String name : field.split("\\.", -1)) {
                value = value.path(name);
            }
            return value.asText("").equals(equality.group("value")) == wanted;
        };
    }
}
