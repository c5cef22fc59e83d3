package dev.awsmlops.operator.realapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the given server says against a manifest that is created, or takes the place of another, in a dry run. */
final class ServerAdmission implements AutoCloseable {

    /** Bad Request, for unknown fields, and Unprocessable Entity. */
    private static final Set<Integer> REFUSALS = Set.of(400, 422);

    private static final String DRY_RUN = "?dryRun=All&fieldValidation=Strict";

    private final KubernetesClient client = GivenServer.client();
    private final TestNamespace namespace = TestNamespace.make(client);

    List<String> faults(String manifest, String old) {
        if (old == null) {
            return faultsOf("POST", collection(parse(manifest)) + DRY_RUN, parse(manifest));
        }
        String object = object(parse(old));
        String version = create(parse(old));
        try {
            Map<String, Object> changed = parse(manifest);
            metadata(changed).put("resourceVersion", version);
            return faultsOf("PUT", object + DRY_RUN, changed);
        } finally {
            client.raw(object, "DELETE", null);
        }
    }

    private List<String> faultsOf(String method, String uri, Map<String, Object> object) {
        try {
            assertThat(client.raw(uri, method, Serialization.asJson(object)))
                    .as(uri)
                    .isNotNull();
            return List.of();
        } catch (KubernetesClientException e) {
            if (REFUSALS.contains(e.getCode())) {
                return List.of(e.getStatus().getMessage());
            }
            throw e;
        }
    }

    /** With its status; returns its version. */
    private String create(Map<String, Object> object) {
        Map<String, Object> created = parse(client.raw(collection(object), "POST", Serialization.asJson(object)));
        if (object.containsKey("status")) {
            created.put("status", object.get("status"));
            created = parse(client.raw(object(object) + "/status", "PUT", Serialization.asJson(created)));
        }
        return (String) metadata(created).get("resourceVersion");
    }

    private String object(Map<String, Object> object) {
        return collection(object) + "/" + metadata(object).get("name");
    }

    /** With the server's own path, which not every server has at its root. */
    private String collection(Map<String, Object> object) {
        return client.getMasterUrl() + "apis/" + object.get("apiVersion") + "/namespaces/" + namespace.name() + "/"
                + ((String) object.get("kind")).toLowerCase(Locale.ROOT) + "s";
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> parse(String manifest) {
        Map<String, Object> object = Serialization.unmarshal(manifest, Map.class);
        metadata(object).put("namespace", namespace.name());
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metadata(Map<String, Object> object) {
        return (Map<String, Object>) object.get("metadata");
    }

    @Override
    public void close() {
        namespace.close();
    }
}
