package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Who owns which fields of one object: {@code metadata.managedFields}, read, changed and written back. */
final class ManagedFields {
    /**
     * One entry's owner. The same name applies and updates as two owners, and so it does to the object and its status.
     *
     * @param operation {@code Apply} or {@code Update}
     * @param subresource {@code status}, or empty for the object itself
     */
    record Manager(String name, String operation, String subresource) {
        static Manager applies(String name, String subresource) {
            return new Manager(name, "Apply", subresource);
        }

        static Manager updates(String name, String subresource) {
            return new Manager(name, "Update", subresource);
        }
    }

    private record Entry(FieldSet fields, String apiVersion, String time) {}

    private static final Comparator<Map.Entry<Manager, Entry>> ORDER =
            Comparator.<Map.Entry<Manager, Entry>, String>comparing(owner -> owner.getKey().operation)
                    .thenComparing(owner -> owner.getValue().time)
                    .thenComparing(owner -> owner.getKey().name)
                    .thenComparing(owner -> owner.getKey().subresource);

    private final Map<Manager, Entry> entries = new LinkedHashMap<>();
    private final String apiVersion;
    private final String now;

    private ManagedFields(String apiVersion, Instant now) {
        this.apiVersion = apiVersion;
        this.now = KubeObject.timestamp(now);
    }

    /** @param apiVersion of what is being written now */
    static ManagedFields of(ObjectNode object, String apiVersion, Instant now) {
        ManagedFields managed = new ManagedFields(apiVersion, now);
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            FieldSet fields = FieldSet.parse(entry.path("fieldsV1"));
            if (!fields.isEmpty()) {
                Manager manager = new Manager(
                        entry.path("manager").asText(),
                        entry.path("operation").asText(),
                        entry.path("subresource").asText());
                managed.entries.put(
                        manager,
                        new Entry(
                                fields,
                                entry.path("apiVersion").asText(),
                                entry.path("time").asText()));
            }
        }
        return managed;
    }

    FieldSet of(Manager manager) {
        return entries.containsKey(manager) ? entries.get(manager).fields : FieldSet.EMPTY;
    }

    FieldSet all() {
        return entries.values().stream().map(Entry::fields).reduce(FieldSet.EMPTY, FieldSet::union);
    }

    void set(Manager manager, FieldSet fields) {
        if (fields.isEmpty()) {
            entries.remove(manager);
        } else if (!fields.equals(of(manager))) {
            entries.put(manager, new Entry(fields, apiVersion, now));
        }
    }

    void changeOthers(Manager than, BiFunction<Manager, FieldSet, FieldSet> change) {
        Map.copyOf(entries).forEach((manager, entry) -> {
            if (!manager.equals(than)) {
                set(manager, change.apply(manager, entry.fields));
            }
        });
    }

    /** An owner as conflict messages name it. */
    String describe(Manager manager) {
        StringBuilder text = new StringBuilder("\"" + manager.name + "\"");
        if (!manager.subresource.isEmpty()) {
            text.append(" with subresource \"").append(manager.subresource).append('"');
        }
        if (manager.operation.equals("Update")) {
            text.append(" using ").append(entries.get(manager).apiVersion);
        }
        return text.toString();
    }

    void writeTo(ObjectNode object) {
        ArrayNode array = Json.child(object, "metadata").putArray("managedFields");
        List<Map.Entry<Manager, Entry>> ordered = new ArrayList<>(entries.entrySet());
        ordered.sort(ORDER);
        ordered.forEach(owner -> {
            Manager manager = owner.getKey();
            Entry entry = owner.getValue();
            ObjectNode json = array.addObject()
                    .put("manager", manager.name)
                    .put("operation", manager.operation)
                    .put("apiVersion", entry.apiVersion);
            if (!entry.time.isEmpty()) {
                json.put("time", entry.time);
            }
            json.put("fieldsType", "FieldsV1").set("fieldsV1", entry.fields.toFieldsV1());
            if (!manager.subresource.isEmpty()) {
                json.put("subresource", manager.subresource);
            }
        });
        if (array.isEmpty()) {
            Json.child(object, "metadata").remove("managedFields");
        }
    }
}
