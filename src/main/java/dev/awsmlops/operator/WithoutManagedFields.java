package dev.awsmlops.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Objects are read without {@code metadata.managedFields}: nobody here looks at who owns which field, and in memory that
 * takes more than all the rest of an object, for every object and each of the caches that it is in.
 *
 * <p>An object that is written without them keeps those that it has (Kubernetes documentation, "Server-Side Apply",
 * "Clearing managedFields": only an empty list takes them away); applying even asks for them to be left out.
 */
@Singleton
public class WithoutManagedFields implements KubernetesClientObjectMapperCustomizer {

    @JsonIgnoreProperties("managedFields")
    private interface Metadata {}

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(ObjectMeta.class, Metadata.class);
    }
}
