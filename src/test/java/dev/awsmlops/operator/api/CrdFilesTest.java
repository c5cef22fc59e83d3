package dev.awsmlops.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code crds/} are what the Java types say. {@code -Dcrds.write} writes them anew. */
class CrdFilesTest {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @ParameterizedTest
    @ValueSource(classes = {GlueDevSession.class, DataLake.class, MlWorkspace.class})
    void theCommittedCrdIsTheOneTheTypesGenerate(Class<? extends CustomResource<?, ?>> kind, @TempDir Path directory)
            throws IOException {
        String name = CustomResource.getCRDName(kind);
        new CRDGenerator()
                .customResourceClasses(kind)
                .inOutputDir(directory.toFile())
                .detailedGenerate();
        var generated =
                (ObjectNode) YAML.readTree(directory.resolve(name + "-v1.yml").toFile());
        makeAMapBy("type", generated, "status/properties/conditions");
        makeAMapBy("name", generated, "spec/properties/crawlers");
        writeEachRuleOnce(generated);
        putColumnsInOrder(generated, kind);
        var committed = Path.of("crds", name + ".yaml");
        if (System.getProperty("crds.write") != null) {
            Files.writeString(
                    committed,
                    "# Generated from the Java types: ./mvnw test -Dtest=CrdFilesTest -Dcrds.write\n"
                            + YAML.writeValueAsString(generated));
        }

        assertThat(committed)
                .as("write it with: ./mvnw test -Dtest=CrdFilesTest -Dcrds.write")
                .exists();
        assertThat(YAML.readTree(committed.toFile())).isEqualTo(generated);
    }

    /** Lists whose entries are told apart by a field, so that it is unique and tools merge by it. The generator has no annotation. */
    private static void makeAMapBy(String key, JsonNode crd, String list) {
        JsonNode schema = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/" + list);
        if (schema instanceof ObjectNode found) {
            found.put("x-kubernetes-list-type", "map")
                    .putArray("x-kubernetes-list-map-keys")
                    .add(key);
        }
    }

    /** A record's component carries its annotations twice, on the field and on the accessor, and so its rules. */
    private static void writeEachRuleOnce(JsonNode node) {
        if (node.get("x-kubernetes-validations") instanceof ArrayNode rules) {
            var once = new LinkedHashSet<JsonNode>();
            rules.forEach(once::add);
            rules.removeAll().addAll(once);
        }
        node.forEach(CrdFilesTest::writeEachRuleOnce);
    }

    /** The generator sorts columns by path; people read them in the order in which they are declared. */
    private static void putColumnsInOrder(ObjectNode crd, Class<?> kind) {
        var columns = (ArrayNode) crd.at("/spec/versions/0/additionalPrinterColumns");
        var byName = new HashMap<String, JsonNode>();
        columns.forEach(column -> byName.put(column.get("name").asText(), column));
        columns.removeAll();
        for (AdditionalPrinterColumn declared : kind.getAnnotationsByType(AdditionalPrinterColumn.class)) {
            columns.add(byName.get(declared.name()));
        }
    }
}
