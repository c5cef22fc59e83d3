package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Kubernetes' own kinds, as far as an operator like ours and its users have to do with them. */
final class BuiltInTypes {
    private BuiltInTypes() {}

    static List<ResourceType> all() {
        Column data = Column.of(
                "Data", "integer", object -> IntNode.valueOf(object.path("data").size()));
        Column secrets = Column.of(
                "Secrets",
                "integer",
                object -> IntNode.valueOf(object.path("secrets").size()));
        Column phase = Column.text(
                "Status", object -> object.path("status").path("phase").asText());
        Column type = Column.text("Type", object -> object.path("type").asText());
        Column holder = Column.text(
                "Holder", object -> object.path("spec").path("holderIdentity").asText());
        Column created = Column.of(
                "Created At", "string", object -> object.path("metadata").path("creationTimestamp"));
        return List.of(
                new Kind("", "namespaces", "Namespace")
                        .clusterWide()
                        .withStatus()
                        .named("ns")
                        .with(phase, Column.age()),
                new Kind("", "configmaps", "ConfigMap").named("cm").with(data, Column.age()),
                new Kind("", "secrets", "Secret").with(type, data, Column.age()),
                new Kind("", "serviceaccounts", "ServiceAccount").named("sa").with(secrets, Column.age()),
                new Kind("", "events", "Event").named("ev").withExactly(eventColumns()),
                new Kind(EventForms.GROUP, "events", "Event").withExactly(eventColumns()),
                new Kind("coordination.k8s.io", "leases", "Lease").with(holder, Column.age()),
                new Kind("apiextensions.k8s.io", "customresourcedefinitions", "CustomResourceDefinition")
                        .clusterWide()
                        .withStatus()
                        .named("crd", "crds")
                        .with(created));
    }

    private static final class Kind {
        private final String group;
        private final String plural;
        private final String kind;
        private boolean namespaced = true;
        private boolean status;
        private List<String> shortNames = List.of();

        private Kind(String group, String plural, String kind) {
            this.group = group;
            this.plural = plural;
            this.kind = kind;
        }

        private Kind clusterWide() {
            namespaced = false;
            return this;
        }

        private Kind withStatus() {
            status = true;
            return this;
        }

        private Kind named(String... names) {
            shortNames = List.of(names);
            return this;
        }

        private ResourceType with(Column... columns) {
            List<Column> all = new ArrayList<>(List.of(columns));
            all.add(0, Column.objectName());
            return withExactly(all);
        }

        private ResourceType withExactly(List<Column> columns) {
            return new ResourceType(
                    group,
                    "v1",
                    plural,
                    kind.toLowerCase(Locale.ROOT),
                    kind,
                    namespaced,
                    shortNames,
                    List.of(),
                    status,
                    null,
                    List.of(),
                    columns);
        }
    }

    private static List<Column> eventColumns() {
        return List.of(
                Column.of("Last Seen", "date", BuiltInTypes::lastSeen),
                Column.text("Type", event -> event.path("type").asText()),
                Column.text("Reason", event -> event.path("reason").asText()),
                Column.text("Object", BuiltInTypes::involvedObject),
                Column.text("Message", event -> EventForms.toStored(event)
                        .path("message")
                        .asText()
                        .strip()),
                Column.objectName().onlyWide());
    }

    private static JsonNode lastSeen(ObjectNode event) {
        ObjectNode core = EventForms.toStored(event);
        for (JsonNode time : List.of(
                core.path("series").path("lastObservedTime"), core.path("lastTimestamp"), core.path("eventTime"))) {
            if (time.isTextual()) {
                return time;
            }
        }
        return core.path("metadata").path("creationTimestamp");
    }

    private static String involvedObject(ObjectNode event) {
        JsonNode about = EventForms.toStored(event).path("involvedObject");
        return about.path("kind").asText().toLowerCase(Locale.ROOT) + "/"
                + about.path("name").asText();
    }
}
