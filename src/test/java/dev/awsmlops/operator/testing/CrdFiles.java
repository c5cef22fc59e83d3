package dev.awsmlops.operator.testing;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The definitions of the operator's kinds, as {@code crds/} has them. */
public final class CrdFiles {

    private CrdFiles() {}

    public static List<CustomResourceDefinition> all() {
        return Stream.of("gluedevsessions", "datalakes", "mlworkspaces")
                .map(CrdFiles::of)
                .toList();
    }

    /** The one of a kind, by its plural name. */
    public static CustomResourceDefinition of(String plural) {
        try {
            return Serialization.unmarshal(
                    Files.readString(Path.of("crds", plural + ".aws-mlops.dev.yaml")), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
