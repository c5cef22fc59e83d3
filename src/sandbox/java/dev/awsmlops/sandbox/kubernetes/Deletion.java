package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * How objects go: at once, or marked and kept until their last finalizer is taken off. What belongs to a deleted
 * namespace, definition or owner goes too, and a namespace or definition goes only after all that is in it.
 */
final class Deletion {
    private final ObjectStore store;
    private final ResourceTypes types;
    private final Clock clock;

    Deletion(ObjectStore store, ResourceTypes types, Clock clock) {
        this.store = store;
        this.types = types;
        this.clock = clock;
    }

    /** What the API answers to a delete: the marked object, or that it is gone. */
    ObjectNode delete(ResourceType type, ObjectNode live, ApiRequest request) {
        KubeObject view = KubeObject.of(live);
        JsonNode preconditions =
                request.body().isBlank() ? Json.object() : request.object().path("preconditions");
        String uid = preconditions.path("uid").asText(view.uid());
        if (!uid.equals(view.uid())) {
            throw ApiFailure.conflict(
                    type,
                    view.name(),
                    "the UID in the precondition (" + uid
                            + ") does not match the UID in record (" + view.uid()
                            + "). The object might have been deleted and then recreated");
        }
        String version = preconditions.path("resourceVersion").asText(view.resourceVersion());
        if (!version.equals(view.resourceVersion())) {
            throw ApiFailure.conflict(
                    type,
                    view.name(),
                    "the ResourceVersion in the precondition (" + version
                            + ") does not match the ResourceVersion in record (" + view.resourceVersion()
                            + "). The object might have been modified");
        }
        if (type.isNamespace() && List.of("default", "kube-system").contains(view.name())) {
            throw ApiFailure.forbidden(type, view.name(), "this namespace may not be deleted");
        }
        if (!request.isDryRun()) {
            delete(type, live);
        }
        return store.find(type, view.namespace(), view.name())
                .filter(left -> !request.isDryRun())
                .orElseGet(() -> success(type, view));
    }

    private static ObjectNode success(ResourceType type, KubeObject deleted) {
        ObjectNode status =
                Json.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
        status.putObject("metadata");
        ObjectNode details = status.putObject("details").put("name", deleted.name());
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", deleted.uid());
        return status;
    }

    private void delete(ResourceType type, ObjectNode live) {
        KubeObject view = KubeObject.of(live);
        if (view.finalizers().isEmpty() && !holdsOthers(type)) {
            remove(type, live);
            return;
        }
        if (!view.isDeleting()) {
            view.metadata().put("deletionTimestamp", KubeObject.timestamp(clock.instant()));
            view.metadata().put("deletionGracePeriodSeconds", 0);
            if (type.hasGeneration()) {
                view.metadata().put("generation", view.generation() + 1);
            }
            if (type.isNamespace()) {
                Json.child(live, "status").put("phase", "Terminating");
            }
            store.put(type, live);
        }
        contents(type, live).forEach(inside -> typeOf(inside).ifPresent(kind -> store.find(
                        kind,
                        KubeObject.of(inside).namespace(),
                        KubeObject.of(inside).name())
                .ifPresent(left -> delete(kind, left))));
        removeEmptied();
    }

    /** Takes an object away for good, and with it whatever has no owner left. */
    void remove(ResourceType type, ObjectNode object) {
        store.remove(type, object);
        String uid = KubeObject.of(object).uid();
        for (ObjectNode other : store.all()) {
            if (KubeObject.of(other).isOwnedBy(uid) && !hasOtherOwner(other, uid)) {
                typeOf(other).ifPresent(kind -> delete(kind, other));
            }
        }
        removeEmptied();
    }

    private boolean hasOtherOwner(ObjectNode object, String uid) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            String other = owner.path("uid").asText();
            if (!other.equals(uid)
                    && store.all().stream().anyMatch(o -> KubeObject.of(o).uid().equals(other))) {
                return true;
            }
        }
        return false;
    }

    private void removeEmptied() {
        for (ObjectNode object : store.all()) {
            ResourceType type = typeOf(object).orElse(null);
            boolean emptied = type != null
                    && holdsOthers(type)
                    && KubeObject.of(object).isDeleting()
                    && contents(type, object).isEmpty();
            if (emptied) {
                store.remove(type, object);
                if (type.isDefinition()) {
                    types.remove(KubeObject.of(object).name());
                }
            }
        }
    }

    /** Whether objects of this kind can only go after all that is in them. */
    static boolean holdsOthers(ResourceType type) {
        return type.isNamespace() || type.isDefinition();
    }

    /** The objects that go with a namespace or a definition. */
    private List<ObjectNode> contents(ResourceType type, ObjectNode object) {
        String name = KubeObject.of(object).name();
        if (type.isNamespace()) {
            return store.all().stream()
                    .filter(other -> KubeObject.of(other).namespace().equals(name))
                    .toList();
        }
        return type.isDefinition() && types.isInstalled(name) ? store.list(types.get(name), "") : List.of();
    }

    private Optional<ResourceType> typeOf(ObjectNode object) {
        return types.ofKind(
                object.path("apiVersion").asText(), object.path("kind").asText());
    }
}
