package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.kubernetes.ManagedFields.Manager;
import java.time.Clock;
import java.util.List;

/**
 * Creating and changing objects: every way in ends at the same admission, where the object is pruned, completed and
 * checked, its owners noted, and nothing written when nothing has changed.
 */
final class Writes {
    private final ObjectStore store;
    private final ResourceTypes types;
    private final Deletion deletion;
    private final Clock clock;

    Writes(ObjectStore store, ResourceTypes types, Deletion deletion, Clock clock) {
        this.store = store;
        this.types = types;
        this.deletion = deletion;
        this.clock = clock;
    }

    Reply create(ResourceAddress address, ApiRequest request) {
        ObjectNode object = request.object();
        Manager creator = Manager.updates(request.fieldManager(), "");
        return create(address, request, object, Json.object(), creator, false);
    }

    private Reply create(
            ResourceAddress address,
            ApiRequest request,
            ObjectNode object,
            ObjectNode nothing,
            Manager creator,
            boolean tracked) {
        ResourceType type = address.type();
        Preconditions.requireKind(type, object);
        KubeObject view = KubeObject.of(object);
        Preconditions.requireNamespace(address, view, types, store);
        JsonNode managedFields = view.metadata().get("managedFields");
        ObjectMetadata.begin(type, object, clock.instant());
        if (type.statusSubresource()) {
            object.remove("status");
        }
        List<String> warnings = Admission.admitFields(type, object, request);
        if (tracked) {
            view.metadata().set("managedFields", managedFields);
        } else {
            ownership(type).trackUpdate(nothing, object, creator);
        }
        BuiltInKinds.complete(type, object, clock.instant());
        Admission.check(type, object, null);
        if (store.find(type, view.namespace(), view.name()).isPresent()) {
            throw ApiFailure.alreadyExists(type, view.name());
        }
        if (!request.isDryRun()) {
            put(type, object);
        }
        return new Reply(201, object, warnings);
    }

    Reply replace(ResourceAddress address, ApiRequest request) {
        ObjectNode live = live(address);
        ObjectNode object = request.object();
        Preconditions.requireKind(address.type(), object);
        if (address.type().isCustom() && KubeObject.of(object).resourceVersion().isEmpty()) {
            throw ApiFailure.invalid(
                    address.type(),
                    address.name(),
                    List.of(FieldError.invalid("metadata.resourceVersion", "0", "must be specified for an update")));
        }
        return update(address, request, live, object, false);
    }

    Reply patch(ResourceAddress address, ApiRequest request) {
        ObjectNode live = live(address);
        ObjectNode patched = Patches.apply(address.type(), request, live);
        Preconditions.requireSameUid(address, patched, live);
        return update(address, request, live, patched, false);
    }

    Reply apply(ResourceAddress address, ApiRequest request) {
        ResourceType type = address.type();
        if (request.param("fieldManager").isEmpty()) {
            throw ApiFailure.of(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: "
                            + "fieldManager: Required value: is required for apply patch");
        }
        ObjectNode configuration = request.object();
        Preconditions.requireKind(type, configuration);
        KubeObject view = KubeObject.of(configuration);
        if (!view.metadata().path("managedFields").isEmpty()) {
            throw ApiFailure.badRequest("metadata.managedFields must be nil");
        }
        view.metadata().remove("managedFields");
        if (view.name().isEmpty()) {
            view.metadata().put("name", address.name());
        }
        Admission.refuseUndeclared(type, view);
        ObjectNode scoped = scope(address, configuration);
        Manager applier = Manager.applies(request.fieldManager(), address.subresource());
        ObjectNode live = store.find(type, address.namespace(), address.name()).orElse(null);
        if (live == null && !address.isStatus()) {
            Preconditions.requireCreatable(type, view);
            ObjectNode empty =
                    Json.object().put("apiVersion", type.apiVersion()).put("kind", type.kind());
            return create(address, request, ownership(type).apply(empty, scoped, applier, true), empty, applier, true);
        }
        if (live == null) {
            throw ApiFailure.notFound(type, address.name());
        }
        Preconditions.requireSameName(address, view);
        Preconditions.requireLatest(address, view, KubeObject.of(live));
        Preconditions.requireSameUid(address, configuration, live);
        ObjectNode merged = ownership(type).apply(live, withoutIdentity(scoped), applier, request.is("force"));
        return update(address, request, live, merged, true);
    }

    /** What of a configuration counts here: the status for its subresource, everything else for the object. */
    private static ObjectNode scope(ResourceAddress address, ObjectNode configuration) {
        ObjectNode scoped = configuration.deepCopy();
        if (address.isStatus()) {
            scoped.retain("apiVersion", "kind", "metadata", "status");
            KubeObject.of(scoped).metadata().retain("name", "namespace");
        } else if (address.type().statusSubresource()) {
            scoped.remove("status");
        }
        return scoped;
    }

    private static ObjectNode withoutIdentity(ObjectNode configuration) {
        KubeObject.of(configuration)
                .metadata()
                .remove(List.of(
                        "uid",
                        "resourceVersion",
                        "generation",
                        "creationTimestamp",
                        "deletionTimestamp",
                        "deletionGracePeriodSeconds",
                        "selfLink"));
        return configuration;
    }

    private Reply update(
            ResourceAddress address, ApiRequest request, ObjectNode live, ObjectNode updated, boolean tracked) {
        ResourceType type = address.type();
        KubeObject liveView = KubeObject.of(live);
        Preconditions.requireSameName(address, KubeObject.of(updated));
        Preconditions.requireLatest(address, KubeObject.of(updated), liveView);
        ObjectNode object = address.isStatus() ? withStatusOf(updated, live) : updated;
        if (!address.isStatus() && type.statusSubresource()) {
            copy("status", live, object);
        }
        ObjectMetadata.keep(object, live);
        List<String> warnings = Admission.admitFields(type, object, request);
        if (!tracked) {
            Manager updater = Manager.updates(request.fieldManager(), address.subresource());
            ownership(type).trackUpdate(live, object, updater);
        }
        BuiltInKinds.complete(type, object, clock.instant());
        if (type.hasGeneration() && !wanted(object).equals(wanted(live))) {
            KubeObject.of(object).metadata().put("generation", liveView.generation() + 1);
        }
        Admission.check(type, object, live);
        if (Json.parse(Json.text(object)).equals(live)) {
            return new Reply(200, live, warnings);
        }
        if (!request.isDryRun()) {
            if (liveView.isDeleting() && KubeObject.of(object).finalizers().isEmpty() && !Deletion.holdsOthers(type)) {
                deletion.remove(type, object);
            } else {
                put(type, object);
            }
        }
        return new Reply(200, object, warnings);
    }

    private void put(ResourceType type, ObjectNode object) {
        store.put(type, object);
        if (type.isDefinition()) {
            types.add(ResourceTypes.defined(object));
        }
    }

    private ObjectNode live(ResourceAddress address) {
        return store.find(address.type(), address.namespace(), address.name())
                .orElseThrow(() -> ApiFailure.notFound(address.type(), address.name()));
    }

    private ServerSideApply ownership(ResourceType type) {
        return new ServerSideApply(type.structure(), clock.instant());
    }

    /** Everything that the generation counts changes of. */
    private static ObjectNode wanted(ObjectNode object) {
        return object.deepCopy().without(List.of("metadata", "status"));
    }

    private static ObjectNode withStatusOf(ObjectNode updated, ObjectNode live) {
        ObjectNode object = live.deepCopy();
        copy("status", updated, object);
        JsonNode owners = updated.path("metadata").get("managedFields");
        if (owners != null) {
            KubeObject.of(object).metadata().set("managedFields", owners);
        }
        return object;
    }

    private static void copy(String field, ObjectNode from, ObjectNode to) {
        if (from.has(field)) {
            to.set(field, from.get(field));
        } else {
            to.remove(field);
        }
    }
}
