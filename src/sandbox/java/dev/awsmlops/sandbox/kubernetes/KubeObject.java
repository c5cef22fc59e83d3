package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An object's own metadata under its names; a view of the JSON, which it does not copy. */
record KubeObject(ObjectNode json) {
    static KubeObject of(ObjectNode json) {
        return new KubeObject(json);
    }

    static String timestamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    ObjectNode metadata() {
        return Json.child(json, "metadata");
    }

    String name() {
        return text("name");
    }

    String namespace() {
        return text("namespace");
    }

    String uid() {
        return text("uid");
    }

    String resourceVersion() {
        return text("resourceVersion");
    }

    long generation() {
        return metadataNode().path("generation").asLong();
    }

    boolean isDeleting() {
        return !text("deletionTimestamp").isEmpty();
    }

    List<String> finalizers() {
        return Json.strings(metadataNode().path("finalizers"));
    }

    /** Whether one of its owners is the object with this uid. */
    boolean isOwnedBy(String uid) {
        for (JsonNode owner : metadataNode().path("ownerReferences")) {
            if (owner.path("uid").asText().equals(uid)) {
                return true;
            }
        }
        return false;
    }

    private String text(String field) {
        return metadataNode().path(field).asText("");
    }

    private JsonNode metadataNode() {
        return json.path("metadata");
    }
}
