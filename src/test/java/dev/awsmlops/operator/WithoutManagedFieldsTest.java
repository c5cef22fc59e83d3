package dev.awsmlops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class WithoutManagedFieldsTest {

    private static final String STORED = """
            apiVersion: aws-mlops.dev/v1alpha1
            kind: GlueDevSession
            metadata:
              name: explore-orders
              labels: {team: orders}
              resourceVersion: "7"
              managedFields:
                - manager: kubectl
                  operation: Apply
                  apiVersion: aws-mlops.dev/v1alpha1
                  fieldsType: FieldsV1
                  fieldsV1: {"f:spec": {"f:ttl": {}}}
            spec:
              glueVersion: "5.0"
              ttl: 8h
            """;

    @Test
    void anObjectIsReadWithoutWhoOwnsItsFieldsAndOtherwiseWhole() {
        GlueDevSession read = read(new WithoutManagedFields());

        assertThat(read.getMetadata().getManagedFields()).isEmpty();
        assertThat(read.getMetadata().getAdditionalProperties()).isEmpty();
        assertThat(read.getMetadata().getName()).isEqualTo("explore-orders");
        assertThat(read.getMetadata().getLabels()).containsEntry("team", "orders");
        assertThat(read.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(read.getSpec().ttl()).isEqualTo("8h");
    }

    private static GlueDevSession read(WithoutManagedFields customizer) {
        var mapper = new ObjectMapper();
        var serialization = new KubernetesSerialization(mapper, true);
        customizer.customize(mapper);
        return serialization.unmarshal(STORED, GlueDevSession.class);
    }
}
