package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Whether a write is about what is there: the right kind, name, namespace, and the object that the writer has seen. */
final class Preconditions {
    private Preconditions() {}

    static void requireKind(ResourceType type, ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText(type.apiVersion());
        if (!apiVersion.equals(type.apiVersion())) {
            throw ApiFailure.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        String kind = object.path("kind").asText(type.kind());
        if (!kind.equals(type.kind())) {
            throw ApiFailure.badRequest(kind + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": no kind \"" + kind + "\" is registered for this path");
        }
        object.put("apiVersion", apiVersion).put("kind", kind);
    }

    static void requireNamespace(ResourceAddress address, KubeObject object, ResourceTypes types, ObjectStore store) {
        ResourceType type = address.type();
        if (!type.namespaced()) {
            object.metadata().remove("namespace");
            return;
        }
        if (object.namespace().isEmpty()) {
            object.metadata().put("namespace", address.namespace());
        } else if (!object.namespace().equals(address.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        ResourceType namespaces = types.get(ResourceType.NAMESPACES);
        ObjectNode namespace = store.find(namespaces, "", object.namespace())
                .orElseThrow(() -> ApiFailure.notFound(namespaces, object.namespace()));
        if (KubeObject.of(namespace).isDeleting()) {
            throw ApiFailure.forbidden(
                    type,
                    object.name(),
                    "unable to create new content in namespace " + object.namespace()
                            + " because it is being terminated");
        }
    }

    static void requireSameName(ResourceAddress address, KubeObject object) {
        if (!object.name().isEmpty() && !object.name().equals(address.name())) {
            throw ApiFailure.badRequest("the name of the object (" + object.name()
                    + ") does not match the name on the URL (" + address.name() + ")");
        }
        if (!object.namespace().isEmpty() && !object.namespace().equals(address.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    static void requireLatest(ResourceAddress address, KubeObject object, KubeObject live) {
        if (!object.uid().isEmpty() && !object.uid().equals(live.uid())) {
            throw ApiFailure.conflict(
                    address.type(),
                    address.name(),
                    "Precondition failed: UID in precondition: " + object.uid() + ", UID in object meta: "
                            + live.uid());
        }
        String version = object.resourceVersion();
        if (!version.isEmpty() && !version.equals("0") && !version.equals(live.resourceVersion())) {
            throw ApiFailure.modified(address.type(), address.name());
        }
    }

    /** A patch may name the uid of the object, but not change it. */
    static void requireSameUid(ResourceAddress address, ObjectNode patched, ObjectNode live) {
        String uid = KubeObject.of(patched).uid();
        if (!uid.isEmpty() && !uid.equals(KubeObject.of(live).uid())) {
            throw ApiFailure.invalid(
                    address.type(),
                    address.name(),
                    List.of(FieldError.invalid("metadata.uid", "\"" + uid + "\"", "field is immutable")));
        }
    }

    /** An apply that means one particular object, by uid or version, does not make another of the same name. */
    static void requireCreatable(ResourceType type, KubeObject configuration) {
        if (!configuration.uid().isEmpty()) {
            throw ApiFailure.conflict(
                    type,
                    configuration.name(),
                    "uid mismatch: the provided object specified uid " + configuration.uid()
                            + ", and no existing object was found");
        }
        if (!configuration.resourceVersion().isEmpty()
                && !configuration.resourceVersion().equals("0")) {
            throw ApiFailure.notFound(type, configuration.name());
        }
    }
}
