package dev.awsmlops.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.kubernetes.CustomResourceSchema;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code examples/} holds is what the schemas take. */
class ExamplesTest {

    @ParameterizedTest
    @MethodSource("examples")
    void isValid(Path example) throws IOException {
        String yaml = Files.readString(example);
        String kind =
                Serialization.unmarshal(yaml, GenericKubernetesResource.class).getKind();

        assertThat(CustomResourceSchema.of(crdOf(kind)).validate(yaml, null)).isEmpty();
    }

    static List<Path> examples() throws IOException {
        return Stream.concat(yamlFiles("examples").stream(), yamlFiles("examples/argocd/team").stream())
                .toList();
    }

    private static CustomResourceDefinition crdOf(String kind) throws IOException {
        for (Path file : yamlFiles("crds")) {
            var crd = Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
            if (crd.getSpec().getNames().getKind().equals(kind)) {
                return crd;
            }
        }
        throw new AssertionError("no CRD in crds/ is of kind " + kind);
    }

    private static List<Path> yamlFiles(String directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
