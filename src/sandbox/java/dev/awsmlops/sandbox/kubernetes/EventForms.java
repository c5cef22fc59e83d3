package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Events are one kind under two groups: kept in the core form, shown in the form of the group that is asked. */
final class EventForms {
    static final String GROUP = "events.k8s.io";

    private static final Map<String, String> CORE_NAMES = Map.of(
            "regarding", "involvedObject",
            "note", "message",
            "reportingController", "reportingComponent",
            "deprecatedSource", "source",
            "deprecatedFirstTimestamp", "firstTimestamp",
            "deprecatedLastTimestamp", "lastTimestamp",
            "deprecatedCount", "count");

    private EventForms() {}

    static boolean isOtherForm(ResourceType type) {
        return type.group().equals(GROUP);
    }

    /** The object as it is kept: itself, unless it is an event of the newer group. */
    static ObjectNode toStored(ObjectNode object) {
        if (!object.path("apiVersion").asText().equals(GROUP + "/v1")) {
            return object;
        }
        ObjectNode core = object.deepCopy().put("apiVersion", "v1");
        CORE_NAMES.forEach((newer, older) -> rename(core, newer, older));
        return core;
    }

    /** The kept object as an object of this type. */
    static ObjectNode fromStored(ResourceType type, ObjectNode stored) {
        if (!isOtherForm(type)) {
            return stored;
        }
        ObjectNode newer = stored.deepCopy().put("apiVersion", type.apiVersion());
        CORE_NAMES.forEach((name, older) -> rename(newer, older, name));
        return newer;
    }

    private static void rename(ObjectNode object, String from, String to) {
        if (object.has(from)) {
            object.set(to, object.remove(from));
        }
    }
}
