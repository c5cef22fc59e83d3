package dev.awsmlops.operator.realapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.CrdFiles;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("real-api")
class CrdsTest {

    private final KubernetesClient client = GivenServer.client();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gluedevsessions", "datalakes", "mlworkspaces"})
    void aDefinitionIsStructuralAndEstablishedAndAppliesAgainWithoutAChange(String plural) {
        CustomResourceDefinition first = GivenServer.install(client, CrdFiles.of(plural));

        assertThat(first.getStatus().getConditions())
                .filteredOn(condition -> condition.getStatus().equals("True"))
                .extracting(CustomResourceDefinitionCondition::getType)
                .contains("Established", "NamesAccepted")
                .doesNotContain("NonStructuralSchema", "Terminating");
        assertThat(GivenServer.install(client, CrdFiles.of(plural))
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(first.getMetadata().getGeneration());
    }

    @ParameterizedTest
    @MethodSource
    void anExampleIsTaken(Path example) throws IOException {
        try (var admission = new ServerAdmission()) {
            assertThat(admission.faults(Files.readString(example), null)).isEmpty();
        }
    }

    static List<Path> anExampleIsTaken() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"));
                Stream<Path> ofTeam = Files.list(Path.of("examples", "argocd", "team"))) {
            return Stream.concat(files, ofTeam)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
