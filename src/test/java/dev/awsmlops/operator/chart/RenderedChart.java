package dev.awsmlops.operator.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code helm template} has made of the chart with one values file. Objects are read as the Kubernetes API would take
 * them with strict field validation: a kind that is not listed here, and a field that a kind does not have, is an error.
 */
final class RenderedChart {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ClusterRole.class,
                    ClusterRoleBinding.class,
                    ConfigMap.class,
                    CustomResourceDefinition.class,
                    Deployment.class,
                    NetworkPolicy.class,
                    PodDisruptionBudget.class,
                    PrometheusRule.class,
                    Role.class,
                    RoleBinding.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class,
                    ValidatingAdmissionPolicy.class,
                    ValidatingAdmissionPolicyBinding.class)
            .collect(Collectors.toMap(
                    kind -> HasMetadata.getApiVersion(kind) + "/" + HasMetadata.getKind(kind), Function.identity()));

    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NoOtherFields())
            .build();

    private final List<JsonNode> documents = new ArrayList<>();

    RenderedChart(Path file) throws IOException {
        try (var parser = STRICT.createParser(file.toFile())) {
            STRICT.readValues(parser, JsonNode.class).readAll().forEach(document -> {
                if (!document.isNull() && !document.isEmpty()) {
                    documents.add(document);
                }
            });
        }
    }

    /** Every object, of its own type. */
    List<HasMetadata> objects() throws JsonProcessingException {
        List<HasMetadata> objects = new ArrayList<>();
        for (JsonNode document : documents) {
            String kind = document.path("apiVersion").asText() + "/"
                    + document.path("kind").asText();
            if (!KINDS.containsKey(kind)) {
                throw new IllegalArgumentException("a kind that nobody checks: " + kind);
            }
            objects.add(STRICT.treeToValue(document, KINDS.get(kind)));
        }
        return objects;
    }

    /** The objects of one kind. */
    <K extends HasMetadata> List<K> all(Class<K> kind) throws JsonProcessingException {
        return objects().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The models keep fields they do not know; here they are refused instead. */
    private static final class NoOtherFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
