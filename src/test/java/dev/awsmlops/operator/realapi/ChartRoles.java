package dev.awsmlops.operator.realapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service account that the chart makes, and the roles that it is bound to, on the given server. */
final class ChartRoles implements AutoCloseable {

    /** Where {@code .ci/chart} builds it, unless {@code -Dhelm} says otherwise. */
    private static final String HELM = System.getProperty("helm", "target/chart-tools/helm");

    /** The oldest Kubernetes that the chart is for: by itself helm assumes one that is older still. */
    private static final String KUBERNETES = "1.30.0";

    private final KubernetesClient admin;
    private final String namespace;
    private final List<HasMetadata> objects;

    /** Installs the roles of the chart with these values. */
    ChartRoles(KubernetesClient admin, String namespace, String... values) throws IOException, InterruptedException {
        this.admin = admin;
        this.namespace = namespace;
        objects = admin.load(new ByteArrayInputStream(render(namespace, values))).items().stream()
                .filter(ChartRoles::isAboutRights)
                .toList();
        objects.forEach(object -> admin.resource(object).fieldManager("helm").serverSideApply());
    }

    /** What a pod of the operator comes with: a token of the service account. */
    Config access() {
        String account = only(ServiceAccount.class).getMetadata().getName();
        String token = admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        Config given = GivenServer.config();
        Config access = new ConfigBuilder(Config.empty())
                .withMasterUrl(given.getMasterUrl())
                .withCaCertData(given.getCaCertData())
                .withCaCertFile(given.getCaCertFile())
                .withTrustCerts(given.isTrustCerts())
                .withNamespace(namespace)
                .build();
        access.setOauthToken(token);
        return access;
    }

    /** The name of the Lease that its rules name. */
    String lease() {
        return rules().filter(rule -> rule.getResources().contains("leases"))
                .flatMap(rule -> rule.getResourceNames().stream())
                .findFirst()
                .orElseThrow();
    }

    Set<Right> rights() {
        return rules().flatMap(Right::givenBy).collect(Collectors.toSet());
    }

    /** Takes a verb out of all rules about leases. */
    void forbidOnLeases(String verb) {
        objects.stream().filter(Role.class::isInstance).map(Role.class::cast).forEach(role -> {
            role.getRules().stream()
                    .filter(rule -> rule.getResources().contains("leases"))
                    .forEach(rule -> rule.setVerbs(rule.getVerbs().stream()
                            .filter(given -> !given.equals(verb))
                            .toList()));
            role.getRules().removeIf(rule -> rule.getVerbs().isEmpty());
            admin.resource(role).fieldManager("helm").forceConflicts().serverSideApply();
        });
    }

    private Stream<PolicyRule> rules() {
        Set<String> bound = Stream.concat(
                        all(ClusterRoleBinding.class).map(ClusterRoleBinding::getRoleRef),
                        all(RoleBinding.class).map(RoleBinding::getRoleRef))
                .map(role -> role.getName())
                .collect(Collectors.toSet());
        return Stream.concat(
                all(ClusterRole.class)
                        .filter(role -> bound.contains(role.getMetadata().getName()))
                        .flatMap(role -> role.getRules().stream()),
                all(Role.class)
                        .filter(role -> bound.contains(role.getMetadata().getName()))
                        .flatMap(role -> role.getRules().stream()));
    }

    private <K extends HasMetadata> K only(Class<K> kind) {
        List<K> found = all(kind).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private <K extends HasMetadata> Stream<K> all(Class<K> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static boolean isAboutRights(HasMetadata object) {
        return object instanceof ServiceAccount || object.getApiVersion().startsWith("rbac.authorization.k8s.io/");
    }

    private static byte[] render(String namespace, String... values) throws IOException, InterruptedException {
        assertThat(Path.of(HELM))
                .as("helm, which .ci/chart builds, or -Dhelm=<file>")
                .exists();
        List<String> command = new ArrayList<>(List.of(
                HELM,
                "template",
                namespace,
                "helm/mlops-operator",
                "--namespace",
                namespace,
                "--kube-version",
                KUBERNETES));
        for (String value : values) {
            Collections.addAll(command, "--set", value);
        }
        Path rendered = Files.createTempFile("chart", ".yaml");
        try {
            Process helm = new ProcessBuilder(command)
                    .redirectOutput(rendered.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(helm.waitFor()).as("%s", command).isZero();
            return Files.readAllBytes(rendered);
        } finally {
            Files.delete(rendered);
        }
    }

    /** What is in the namespace goes with that. */
    @Override
    public void close() {
        objects.stream()
                .filter(object -> object.getMetadata().getNamespace() == null)
                .forEach(object -> admin.resource(object).delete());
    }
}
