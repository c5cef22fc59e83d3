package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Puts manifests together as text, which can say what the types can't hold. */
final class ManifestText {

    private ManifestText() {}

    /** An object of that kind, with the top fields of a spec changed or added as in YAML; null takes one out. */
    static String of(String kind, String name, String spec, String changes) {
        Map<String, Object> fields = new LinkedHashMap<>(fields(spec));
        fields.putAll(fields(changes));
        fields.values().removeIf(Objects::isNull);
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", GlueDevSession.GROUP + "/" + GlueDevSession.VERSION);
        manifest.put("kind", kind);
        manifest.put("metadata", Map.of("name", name, "namespace", World.NAMESPACE));
        manifest.put("spec", fields);
        return Serialization.asYaml(manifest);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(String yaml) {
        return yaml.isBlank() ? Map.of() : Serialization.unmarshal(yaml, Map.class);
    }
}
