package dev.awsmlops.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.OperatorConfig;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What helm renders is what Kubernetes takes and the operator reads. {@code .ci/chart} renders it and says where it is. */
@EnabledIfSystemProperty(named = "chart.rendered", matches = ".+", disabledReason = "run by .ci/chart, which has helm")
class RenderedChartTest {

    @ParameterizedTest
    @MethodSource("renderings")
    void everyObjectHasOnlyFieldsOfItsKind(Path file) throws IOException {
        List<HasMetadata> objects = new RenderedChart(file).objects();

        assertThat(objects).hasAtLeastOneElementOfType(Deployment.class);
        assertThat(objects.stream().map(RenderedChartTest::identity)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void noRoleHasAWildcardOrReadsSecrets(Path file) throws IOException {
        var chart = new RenderedChart(file);
        Stream<PolicyRule> rules = Stream.concat(
                chart.all(ClusterRole.class).stream().flatMap(role -> role.getRules().stream()),
                chart.all(Role.class).stream().flatMap(role -> role.getRules().stream()));

        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.getVerbs()).isNotEmpty().doesNotContain("*");
            assertThat(rule.getApiGroups()).isNotEmpty().doesNotContain("*");
            assertThat(rule.getResources()).isNotEmpty().doesNotContain("*", "secrets");
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void theOperatorCanReadEverySettingItIsGiven(Path file) throws IOException {
        OperatorConfig config = config(file);

        assertThat(config.tick()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.session().warning()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aTtlInDaysAndHoursReachesTheOperatorWhole() throws IOException {
        OperatorConfig config = config(directory().resolve("full.yaml"));

        assertThat(config.session().longestTtl())
                .contains(Duration.ofDays(1).plusHours(2).plusMinutes(30));
        assertThat(config.session().defaultTtl()).contains(Duration.ofHours(8));
        assertThat(config.aws().maxAttempts()).isEqualTo(5);
        assertThat(config.aws().endpoint())
                .hasValueSatisfying(endpoint -> assertThat(endpoint).hasToString("http://emulator.test:4566"));
        assertThat(config.priceTable()).contains(Path.of("/etc/mlops-operator/prices.json"));
        assertThat(config.leaderElection().lease()).isPresent();
    }

    private static OperatorConfig config(Path file) throws IOException {
        Map<String, String> environment = new RenderedChart(file)
                .all(Deployment.class).get(0).getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                        .filter(variable -> variable.getName().startsWith("MLOPS_"))
                        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OperatorConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(OperatorConfig.class);
    }

    private static String identity(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    private static Path directory() {
        return Path.of(System.getProperty("chart.rendered"));
    }

    static List<Path> renderings() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
