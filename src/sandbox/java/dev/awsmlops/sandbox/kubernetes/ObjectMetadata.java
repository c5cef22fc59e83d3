package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What the server itself puts into an object's metadata, and what it lets nobody else put there. */
final class ObjectMetadata {
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final String GENERATED = "bcdfghjklmnpqrstvwxz2456789";

    private static final List<String> KEPT = List.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");

    private ObjectMetadata() {}

    /** Makes the object's metadata that of a new object. */
    static void begin(ResourceType type, ObjectNode object, Instant now) {
        ObjectNode metadata = KubeObject.of(object).metadata();
        String prefix = metadata.path("generateName").asText();
        if (metadata.path("name").asText().isEmpty() && !prefix.isEmpty()) {
            StringBuilder name = new StringBuilder(prefix);
            ThreadLocalRandom.current().ints(5, 0, GENERATED.length()).forEach(i -> name.append(GENERATED.charAt(i)));
            metadata.put("name", name.toString());
        }
        metadata.remove(List.of(
                "resourceVersion",
                "generation",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "managedFields",
                "selfLink"));
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", KubeObject.timestamp(now));
        if (type.hasGeneration()) {
            metadata.put("generation", 1);
        }
    }

    /** Gives an updated object back what no update may change. */
    static void keep(ObjectNode updated, ObjectNode live) {
        ObjectNode metadata = KubeObject.of(updated).metadata();
        for (String field : KEPT) {
            JsonNode value = live.path("metadata").get(field);
            if (value == null) {
                metadata.remove(field);
            } else {
                metadata.set(field, value);
            }
        }
    }

    static List<FieldError> check(ResourceType type, ObjectNode object, ObjectNode live) {
        List<FieldError> errors = new ArrayList<>();
        KubeObject view = KubeObject.of(object);
        if (view.name().isEmpty()) {
            errors.add(FieldError.required("metadata.name", "name or generateName is required"));
        } else {
            checkName(type, view.name(), errors);
        }
        for (var label : view.metadata().path("labels").properties()) {
            String value = label.getValue().asText();
            if (value.length() > 63 || !LABEL_VALUE.matcher(value).matches()) {
                errors.add(FieldError.invalid(
                        "metadata.labels",
                        FieldError.quote(label.getValue()),
                        value.length() > 63
                                ? "must be no more than 63 bytes"
                                : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or "
                                        + "'.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or "
                                        + "'my_value',  or '12345', regex used for validation is '" + LABEL_VALUE
                                        + "')"));
            }
        }
        if (live != null && KubeObject.of(live).isDeleting()) {
            List<String> added = new ArrayList<>(view.finalizers());
            added.removeAll(KubeObject.of(live).finalizers());
            if (!added.isEmpty()) {
                errors.add(FieldError.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers "
                                + "[]string{\"" + String.join("\", \"", added) + "\"}"));
            }
        }
        return errors;
    }

    private static void checkName(ResourceType type, String name, List<FieldError> errors) {
        boolean label = type.isNamespace();
        int longest = label ? 63 : 253;
        if (name.length() > longest) {
            errors.add(FieldError.invalid("metadata.name", quoted(name), "must be no more than " + longest + " bytes"));
        }
        if (label && !name.matches(LABEL)) {
            errors.add(FieldError.invalid(
                    "metadata.name",
                    quoted(name),
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must "
                            + "start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used "
                            + "for validation is '" + LABEL + "')"));
        } else if (!label && !name.matches(SUBDOMAIN)) {
            errors.add(FieldError.invalid(
                    "metadata.name",
                    quoted(name),
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
                            + "must start and end with an alphanumeric character (e.g. 'example.com', regex used for "
                            + "validation is '" + SUBDOMAIN + "')"));
        }
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
