package dev.awsmlops.operator.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.sandbox.kubernetes.CustomResourceSchema;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A kind that the operator serves. */
@SuppressWarnings("ImmutableEnumChecker") // schemas are immutable, and the copiers keep nothing; neither is marked so
enum Kind {
    SESSION(
            GlueDevSession.class,
            "gluedevsessions.aws-mlops.dev",
            object -> copy((GlueDevSession) object, new GlueDevSession())),
    LAKE(DataLake.class, "datalakes.aws-mlops.dev", object -> copy((DataLake) object, new DataLake())),
    WORKSPACE(MlWorkspace.class, "mlworkspaces.aws-mlops.dev", object -> copy((MlWorkspace) object, new MlWorkspace()));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Class<? extends HasMetadata> type;
    private final CustomResourceSchema schema;
    private final UnaryOperator<HasMetadata> copier;

    Kind(Class<? extends HasMetadata> type, String definition, UnaryOperator<HasMetadata> copier) {
        this.type = type;
        this.schema = schema(definition);
        this.copier = copier;
    }

    static Kind of(HasMetadata object) {
        return of(object.getClass());
    }

    static Kind of(Class<?> type) {
        return List.of(values()).stream()
                .filter(kind -> kind.type == type)
                .findFirst()
                .orElseThrow();
    }

    /** One of its own; spec and status are shared, since they are immutable. */
    HasMetadata copy(HasMetadata object) {
        return copier.apply(object);
    }

    /** An object as a manifest. */
    static ObjectNode manifest(HasMetadata object) {
        return JSON.valueToTree(object);
    }

    /** A manifest with its defaults. */
    HasMetadata complete(String manifest) {
        try {
            return JSON.readValue(schema.complete(manifest), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(manifest, e);
        }
    }

    /** What the API server has against it, if anything. */
    List<String> objections(HasMetadata object, HasMetadata before) {
        return schema.validate(object, before);
    }

    /** What the operator says of an object, if it has said anything yet. */
    static Optional<ReportedStatus> status(HasMetadata object) {
        return Optional.ofNullable(((CustomResource<?, ?>) object).getStatus()).map(ReportedStatus.class::cast);
    }

    private static <S, T, P extends CustomResource<S, T>> P copy(P from, P into) {
        into.setMetadata(new ObjectMetaBuilder(from.getMetadata()).build());
        into.setSpec(from.getSpec());
        into.setStatus(from.getStatus());
        return into;
    }

    private static CustomResourceSchema schema(String definition) {
        try {
            return CustomResourceSchema.of(Serialization.unmarshal(
                    Files.readString(Path.of("crds", definition + ".yaml")), CustomResourceDefinition.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
