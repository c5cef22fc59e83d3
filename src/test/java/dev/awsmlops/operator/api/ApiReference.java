package dev.awsmlops.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes the API reference, a page in Markdown, from CRDs: a table for each object, linked to those of its fields. Pure. */
final class ApiReference {

    /** What is asked for without a change to the spec, which no schema can tell. */
    private static final Map<String, String> ANNOTATIONS = Map.of(
            "DataLake",
            SchemaText.code(DataLake.CRAWL) + ": a value other than the last one asks for a crawl by every crawler.",
            "GlueDevSession",
            SchemaText.code(GlueDevSession.RENEW)
                    + ": a value other than the last one counts the ttl anew, and brings an expired session back.",
            "MlWorkspace",
            SchemaText.code(MlWorkspace.START)
                    + ": a value other than the last one starts a notebook that stopped itself for want of use, or that"
                    + " its working hours have stopped.");

    private final StringBuilder page = new StringBuilder();

    private ApiReference() {}

    static String of(List<JsonNode> crds) {
        var reference = new ApiReference();
        reference.introduction(crds);
        crds.forEach(reference::kind);
        return reference.page.toString();
    }

    /** The name under which a browser finds a heading, as GitHub makes it. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private void introduction(List<JsonNode> crds) {
        line("<!-- Generated from crds/: ./mvnw test -Dtest=ApiReferenceTest -Ddocs.write -->");
        line("# API reference");
        line("");
        line("Kinds: "
                + crds.stream().map(crd -> link(kindOf(crd), kindOf(crd))).collect(Collectors.joining(", "))
                + ". `kubectl explain` tells the same of an installed version; [examples](../examples) has objects to"
                + " start from.");
        line("");
        line(
                "The operator writes `status` and never `spec`. Defaults are filled in by the API server, which also refuses"
                        + " what breaks a limit, and says so in the words under *Refused with*.");
    }

    private void kind(JsonNode crd) {
        String kind = kindOf(crd);
        JsonNode names = crd.at("/spec/names");
        JsonNode version = crd.at("/spec/versions/0");
        line("");
        line("## " + kind);
        line("");
        line("`%s/%s`, %s. Short name %s, category %s."
                .formatted(
                        crd.at("/spec/group").textValue(),
                        version.get("name").textValue(),
                        crd.at("/spec/scope").textValue().toLowerCase(Locale.ROOT),
                        codes(names.get("shortNames")),
                        codes(names.get("categories"))));
        line("");
        line("`kubectl get` shows " + columns(version, 0) + "; with `-o wide` also " + columns(version, 1) + ".");
        line("");
        line("Annotation " + ANNOTATIONS.get(kind));
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        refusals(schema);
        object(kind + ".spec", schema.at("/properties/spec"));
        object(kind + ".status", schema.at("/properties/status"));
    }

    private void object(String path, JsonNode schema) {
        line("");
        line("### " + path);
        if (schema.has("description")) {
            line("");
            line(SchemaText.plain(schema.get("description").textValue()));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        var inner = new LinkedHashMap<String, JsonNode>();
        schema.get("properties").properties().forEach(field -> {
            Optional<JsonNode> object = objectIn(field.getValue());
            String innerPath = path + "." + field.getKey() + (field.getValue().has("items") ? "[]" : "");
            object.ifPresent(found -> inner.put(innerPath, found));
            rows.add(row(
                    field.getKey(),
                    field.getValue(),
                    isRequired(schema, field.getKey()),
                    object.isPresent() ? Optional.of(innerPath) : Optional.empty()));
        });
        line("");
        table(rows);
        refusals(schema);
        inner.forEach(this::object);
    }

    private static Map<String, String> row(String name, JsonNode schema, boolean required, Optional<String> innerPath) {
        var row = new LinkedHashMap<String, String>();
        row.put("Field", SchemaText.code(name) + (required ? " (required)" : ""));
        String type = SchemaText.type(schema);
        row.put("Type", innerPath.map(path -> link(type, path)).orElse(type));
        row.put("Default", SchemaText.defaultValue(schema));
        row.put(
                "Limits",
                Stream.concat(
                                Stream.of(SchemaText.limits(schema)),
                                innerPath.isPresent()
                                        ? Stream.empty()
                                        : SchemaText.refusals(schema).stream()
                                                .map(text -> "refused with *" + text + "*"))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
        row.put("Description", SchemaText.plain(schema.path("description").asText()));
        return row;
    }

    /** Only the columns that say something in some row. */
    private void table(List<Map<String, String>> rows) {
        List<String> columns = rows.get(0).keySet().stream()
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
                .toList();
        line("| " + String.join(" | ", columns) + " |");
        line("|" + " --- |".repeat(columns.size()));
        rows.forEach(row -> line("| " + columns.stream().map(row::get).collect(Collectors.joining(" | ")) + " |"));
    }

    private void refusals(JsonNode schema) {
        List<String> refusals = SchemaText.refusals(schema);
        if (!refusals.isEmpty()) {
            line("");
            line("Refused with");
            line("");
            refusals.forEach(message -> line("- *" + message + "*"));
        }
    }

    /** The object with fields of its own that the field holds, or a list of them. */
    private static Optional<JsonNode> objectIn(JsonNode schema) {
        return Stream.of(schema, schema.path("items"))
                .filter(candidate -> candidate.has("properties"))
                .findFirst();
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return stream(schema.path("required")).anyMatch(name -> name.textValue().equals(field));
    }

    private static String columns(JsonNode version, int priority) {
        return stream(version.get("additionalPrinterColumns"))
                .filter(column -> column.path("priority").asInt() == priority)
                .map(column -> column.get("name").textValue())
                .collect(Collectors.joining(", "));
    }

    private static String codes(JsonNode names) {
        return stream(names).map(name -> SchemaText.code(name.textValue())).collect(Collectors.joining(", "));
    }

    private static String kindOf(JsonNode crd) {
        return crd.at("/spec/names/kind").textValue();
    }

    private static String link(String text, String heading) {
        return "[" + text + "](#" + anchor(heading) + ")";
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
