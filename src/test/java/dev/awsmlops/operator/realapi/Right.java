package dev.awsmlops.operator.realapi;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request needs, or a rule gives, as
 * <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb">Kubernetes
 * determines it</a>.
 *
 * @param resource with its subresource, if that is asked for
 */
record Right(String group, String resource, String verb) {

    /** Rights that every authenticated user has: to discover the API, and to ask what one may do. */
    private static final String ABOUT_ONESELF = "authorization.k8s.io";

    /** The right that a request needs; none for what anybody may ask. */
    static Optional<Right> neededFor(String method, URI uri, String basePath) {
        List<String> path = Arrays.stream(
                        uri.getPath().substring(basePath.length()).split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (path.size() < 3 || !(path.get(0).equals("api") || path.get(0).equals("apis"))) {
            return Optional.empty();
        }
        boolean core = path.get(0).equals("api");
        String group = core ? "" : path.get(1);
        List<String> rest = path.subList(core ? 2 : 3, path.size());
        if (rest.isEmpty() || group.equals(ABOUT_ONESELF)) {
            return Optional.empty();
        }
        if (rest.get(0).equals("namespaces") && rest.size() > 2) {
            rest = rest.subList(2, rest.size());
        }
        String resource = rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.get(0);
        return Optional.of(new Right(group, resource, verb(method, rest.size() > 1, uri.getQuery())));
    }

    /** All that a rule gives. */
    static Stream<Right> givenBy(PolicyRule rule) {
        return rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> new Right(group, resource, verb))));
    }

    private static String verb(String method, boolean named, String query) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            case "GET", "HEAD" -> isWatch(query) ? "watch" : named ? "get" : "list";
            default -> throw new IllegalArgumentException(method);
        };
    }

    private static boolean isWatch(String query) {
        return query != null && query.contains("watch=true");
    }
}
