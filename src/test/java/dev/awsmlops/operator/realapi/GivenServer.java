package dev.awsmlops.operator.realapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.CrdFiles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The server that {@code -Dkubeconfig} names, and no other: neither the environment nor a default file is looked at. A server
 * on which somebody's objects are is left alone, since the tests change the definitions of the operator's kinds.
 */
final class GivenServer {

    /** Begins the names of all namespaces that the tests make. */
    static final String PREFIX = "mlops-test-";

    static final List<Class<? extends HasMetadata>> KINDS =
            List.of(GlueDevSession.class, DataLake.class, MlWorkspace.class);

    private static boolean prepared;

    private GivenServer() {}

    static Config config() {
        String file = System.getProperty("kubeconfig");
        assertThat(file)
                .as("-Dkubeconfig=<file>, for a server on which nobody's objects are")
                .isNotBlank();
        assertThat(Path.of(file)).as("the kubeconfig").exists();
        Config config = Config.fromKubeconfig(Path.of(file).toFile());
        config.setNamespace("default");
        return config;
    }

    /** A client with the rights of the kubeconfig, on a server that has the kinds. */
    static synchronized KubernetesClient client() {
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config()).build();
        if (!prepared) {
            List<String> installed = client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                    .map(definition -> definition.getMetadata().getName())
                    .toList();
            KINDS.stream()
                    .filter(kind -> installed.contains(HasMetadata.getFullResourceName(kind)))
                    .forEach(kind -> assertNobodysObjects(client, kind));
            CrdFiles.all().forEach(definition -> install(client, definition));
            prepared = true;
        }
        return client;
    }

    static CustomResourceDefinition install(KubernetesClient client, CustomResourceDefinition definition) {
        client.resource(definition).fieldManager("mlops-tests").forceConflicts().serverSideApply();
        return client.resource(definition)
                .waitUntilCondition(
                        found -> found != null
                                && found.getStatus() != null
                                && found.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        1,
                        TimeUnit.MINUTES);
    }

    private static void assertNobodysObjects(KubernetesClient client, Class<? extends HasMetadata> kind) {
        assertThat(client.resources(kind).inAnyNamespace().list().getItems())
                .as("objects of somebody on this server")
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).startsWith(PREFIX));
    }
}
