package dev.awsmlops.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/api.md} is what the CRDs say. {@code -Ddocs.write} writes it anew. */
class ApiReferenceTest {

    private static final Path PAGE = Path.of("docs/api.md");

    @Test
    void theCommittedPageIsTheOneTheCrdsGenerate() throws IOException {
        String generated = ApiReference.of(crds());
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, generated);
        }

        assertThat(PAGE)
                .as("write it with: ./mvnw test -Dtest=ApiReferenceTest -Ddocs.write")
                .hasContent(generated);
    }

    @Test
    void everyLinkLeadsToExactlyOneHeading() throws IOException {
        String page = ApiReference.of(crds());
        List<String> anchors = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(heading -> ApiReference.anchor(heading.group(1)))
                .toList();
        List<String> links = Pattern.compile("\\]\\(#([^)]+)\\)")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(anchors).doesNotHaveDuplicates().containsAll(links);
        assertThat(links).hasSizeGreaterThan(10);
    }

    @Test
    void everyRowHasAsManyCellsAsItsTablesHead() throws IOException {
        int cells = 0;
        for (String line : ApiReference.of(crds()).lines().toList()) {
            if (!line.startsWith("|")) {
                cells = 0;
                continue;
            }
            int bars = line.replace("\\|", "").replaceAll("[^|]", "").length();
            assertThat(bars).as(line).isEqualTo(cells == 0 ? bars : cells);
            cells = bars;
        }
    }

    @Test
    void saysOfAFieldWhatItsSchemaSays() throws IOException {
        JsonNode crd = new ObjectMapper().readTree("""
                {"spec": {
                  "group": "aws-mlops.dev", "scope": "Namespaced",
                  "names": {"kind": "DataLake", "shortNames": ["dl"], "categories": ["mlops"]},
                  "versions": [{
                    "name": "v1", "additionalPrinterColumns": [],
                    "schema": {"openAPIV3Schema": {"properties": {
                      "spec": {
                        "required": ["workers"],
                        "properties": {
                          "workers": {"type": "integer", "minimum": 2.0, "maximum": 9.0, "default": 2,
                            "description": "How many | at least."},
                          "names": {"type": "array", "maxItems": 5,
                            "items": {"type": "string", "pattern": "^(a|b)$"}},
                          "zones": {"type": "array", "items": {
                            "x-kubernetes-validations": [{"rule": "true", "message": "write a_zone"}],
                            "properties": {"size": {"enum": ["S", "L"], "type": "string"}}, "type": "object"}}
                        }},
                      "status": {"properties": {"seen": {"type": "string"}}}
                    }}}
                  }]}}
                """);

        assertThat(ApiReference.of(List.of(crd)))
                .contains("| `workers` (required) | integer | `2` | 2 to 9 | How many \\| at least. |")
                .contains("| `names` | list of strings |  | at most 5 entries; each `^(a\\|b)$` |")
                .contains("| `zones` | [list of objects](#datalakespeczones) |")
                .contains("""
                        ### DataLake.spec.zones[]

                        | Field | Type | Limits |
                        | --- | --- | --- |
                        | `size` | string | `S`, `L` |

                        Refused with

                        - *write a\\_zone*
                        """)
                .contains("### DataLake.status\n\n| Field | Type |\n| --- | --- |\n| `seen` | string |\n");
    }

    private static List<JsonNode> crds() throws IOException {
        var crds = new ArrayList<JsonNode>();
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            for (Path file : files.sorted().toList()) {
                crds.add(new YAMLMapper().readTree(file.toFile()));
            }
        }
        return crds;
    }
}
