package dev.awsmlops.operator.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in {@code examples/argocd} agree with each other. {@code -Dargocd.write} writes the patch anew. */
class ArgoCdFilesTest {

    private static final Path DIRECTORY = Path.of("examples/argocd");
    private static final Path PATCH = DIRECTORY.resolve("argocd-cm-patch.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(DataLake.class, GlueDevSession.class, MlWorkspace.class);

    @Test
    void theConfigMapHoldsExactlyTheScripts() throws IOException {
        Map<String, String> scripts = KINDS.stream()
                .map(HealthScript::of)
                .collect(Collectors.toMap(HealthScript::configKey, HealthScript::text));
        if (System.getProperty("argocd.write") != null) {
            Files.writeString(PATCH, patch());
        }

        var held = new HashMap<String, String>();
        JsonNode patch = yaml(PATCH);
        patch.get("data")
                .properties()
                .forEach(entry -> held.put(entry.getKey(), entry.getValue().textValue()));
        assertThat(held)
                .as("write it with: ./mvnw test -Dtest=ArgoCdFilesTest -Dargocd.write")
                .isEqualTo(scripts);
        assertThat(patch.at("/metadata/name").textValue()).isEqualTo("argocd-cm");
    }

    @ParameterizedTest
    @CsvSource({"data-lake.yaml, DataLake, 0", "workspace.yaml, MlWorkspace, 1", "session.yaml, GlueDevSession, 2"})
    void whatIsBuiltOnComesInAnEarlierWave(String file, String kind, String wave) throws IOException {
        JsonNode object = yaml(DIRECTORY.resolve("team").resolve(file));

        assertThat(object.get("kind").textValue()).isEqualTo(kind);
        assertThat(object.at("/metadata/annotations").get("argocd.argoproj.io/sync-wave"))
                .hasToString('"' + wave + '"');
    }

    @ParameterizedTest
    @CsvSource({"application.yaml, ''", "applicationset.yaml, /spec/template"})
    void deletingAnApplicationDeletesItsObjectsAndSelfHealIsOn(String file, String application) throws IOException {
        JsonNode node = yaml(DIRECTORY.resolve(file)).at(application);

        assertThat(node.at("/metadata/finalizers/0").textValue()).isEqualTo("resources-finalizer.argocd.argoproj.io");
        assertThat(node.at("/spec/syncPolicy/automated/selfHeal").booleanValue())
                .isTrue();
        assertThat(node.at("/spec/syncPolicy/automated/prune").booleanValue()).isTrue();
        assertThat(node.at("/spec/syncPolicy/syncOptions").toString()).contains("ServerSideApply=true");
    }

    private static String patch() {
        return "# Generated from resource_customizations/: ./mvnw test -Dtest=ArgoCdFilesTest -Dargocd.write\n"
                + "# kubectl -n argocd patch configmap argocd-cm --patch-file argocd-cm-patch.yaml\n"
                + "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: argocd-cm\ndata:\n"
                + KINDS.stream()
                        .map(HealthScript::of)
                        .flatMap(script -> Stream.concat(
                                Stream.of("  " + script.configKey() + ": |"),
                                script.text().lines().map(line -> line.isEmpty() ? line : "    " + line)))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }
}
