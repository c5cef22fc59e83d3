package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.kubernetes.ManagedFields.Manager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Field ownership, by the rules of {@code structured-merge-diff}: who applies owns what it says, loses what it no longer
 * says, and is refused what others own unless it forces; any other write owns what it changes.
 */
final class ServerSideApply {
    private final Schema schema;
    private final Instant now;

    ServerSideApply(Schema schema, Instant now) {
        this.schema = schema;
        this.now = now;
    }

    /**
     * The live object with the configuration applied and its {@code managedFields} brought up to date.
     *
     * @throws ApiFailure 409 that names owners and fields, when others own what would change and {@code force} is off
     */
    ObjectNode apply(ObjectNode live, ObjectNode configuration, Manager applier, boolean force) {
        ManagedFields managed =
                ManagedFields.of(live, configuration.path("apiVersion").asText(), now);
        FieldSet before = managed.of(applier);
        FieldSet claimed = ObjectFields.of(configuration, schema).claimed();
        ObjectNode merged = (ObjectNode) StructuredMerge.merge(live, configuration, schema);
        managed.set(applier, claimed);
        prune(merged, before, managed.all());

        ObjectFields liveFields = ObjectFields.of(live, schema);
        ObjectFields mergedFields = ObjectFields.of(merged, schema);
        FieldSet changed = mergedFields.changedSince(liveFields);
        FieldSet removed = mergedFields.removedSince(liveFields);
        if (!force) {
            refuseConflicts(managed, applier, changed);
        }
        managed.changeOthers(applier, (other, fields) -> fields.minus(changed).minus(removed));
        managed.writeTo(merged);
        return merged;
    }

    /** Notes in the updated object that whoever updated it now owns what has changed in it. */
    void trackUpdate(ObjectNode live, ObjectNode updated, Manager updater) {
        boolean ownersSent = updated.path("metadata").path("managedFields").isArray();
        ManagedFields managed = ManagedFields.of(
                ownersSent ? updated : live, updated.path("apiVersion").asText(), now);
        ObjectFields before = ObjectFields.of(live, schema);
        ObjectFields after = ObjectFields.of(updated, schema);
        FieldSet changed = after.changedSince(before);
        FieldSet removed = after.removedSince(before);
        managed.changeOthers(updater, (other, fields) -> fields.minus(changed).minus(removed));
        managed.set(updater, managed.of(updater).minus(removed).union(changed));
        managed.writeTo(updated);
    }

    /** Takes out what the applier said before and nobody says now, with the containers which that leaves empty. */
    private static void prune(ObjectNode merged, FieldSet before, FieldSet owned) {
        FieldSet kept = owned.withAncestors();
        List<List<String>> dropped = new ArrayList<>(before.minus(kept).paths());
        // Whole items before their keys, which are what they are found by.
        dropped.sort(Comparator.comparing(List::size));
        dropped.forEach(path -> StructuredMerge.remove(merged, path));
        for (List<String> path : dropped) {
            for (int length = path.size() - 1; length > 0; length--) {
                List<String> container = path.subList(0, length);
                JsonNode left = StructuredMerge.find(merged, container);
                if (left != null
                        && left.isContainerNode()
                        && left.isEmpty()
                        && !kept.paths().contains(container)) {
                    StructuredMerge.remove(merged, container);
                }
            }
        }
    }

    private static void refuseConflicts(ManagedFields managed, Manager applier, FieldSet changed) {
        Map<String, List<String>> conflicts = new TreeMap<>();
        managed.changeOthers(applier, (other, fields) -> {
            fields.intersect(changed).paths().forEach(path -> conflicts
                    .computeIfAbsent(managed.describe(other), key -> new ArrayList<>())
                    .add(FieldSet.describe(path)));
            return fields;
        });
        int count = conflicts.values().stream().mapToInt(List::size).sum();
        if (count == 0) {
            return;
        }
        List<String> lines = new ArrayList<>();
        conflicts.forEach((owner, fields) -> {
            fields.sort(null);
            if (count == 1) {
                lines.add("conflict with " + owner + ": " + fields.get(0));
            } else {
                lines.add("conflicts with " + owner + ":");
                fields.forEach(field -> lines.add("- " + field));
            }
        });
        String many = count == 1 ? " conflict: " : " conflicts: ";
        ApiFailure failure = ApiFailure.applyConflict("Apply failed with " + count + many + String.join("\n", lines));
        conflicts.forEach((owner, fields) ->
                fields.forEach(field -> failure.cause("FieldManagerConflict", "conflict with " + owner, field)));
        throw failure;
    }
}
