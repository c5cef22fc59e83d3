package dev.awsmlops.sandbox.kubernetes;

import java.util.Locale;

/**
 * A call as authorization sees it; server-side apply is a verb of its own here.
 *
 * @param verb get, list, watch, create, update, patch, apply, delete or deletecollection
 * @param resource {@code plural.group}; empty for discovery and the like
 * @param subresource such as {@code status}; empty for the object itself
 * @param name empty for the whole collection, and for objects that are being created
 * @param client the first word of the user agent
 * @param status the status code of the answer; 0 as long as there is none
 */
public record ApiCall(
        String verb, String resource, String subresource, String namespace, String name, String client, int status) {

    static ApiCall of(ApiRequest request, ResourceTypes types) {
        String client = request.header("user-agent").replaceAll("[/ ].*", "");
        return ResourceAddress.parse(request.path(), types)
                .map(address -> new ApiCall(
                        verb(request, address.name().isEmpty()),
                        address.type().groupResource(),
                        address.subresource(),
                        address.namespace(),
                        address.name(),
                        client,
                        0))
                .orElseGet(() -> new ApiCall(request.method().toLowerCase(Locale.ROOT), "", "", "", "", client, 0));
    }

    private static String verb(ApiRequest request, boolean collection) {
        return switch (request.method()) {
            case "GET" -> request.isWatch() ? "watch" : collection ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            case "PATCH" -> request.contentType().startsWith("application/apply-patch") ? "apply" : "patch";
            default -> request.method().toLowerCase(Locale.ROOT);
        };
    }

    ApiCall answered(int code) {
        return new ApiCall(verb, resource, subresource, namespace, name, client, code);
    }

    /** Whether this would change something. */
    public boolean isWrite() {
        return !resource.isEmpty() && !verb.equals("get") && !verb.equals("list") && !verb.equals("watch");
    }
}
