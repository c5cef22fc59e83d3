package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableRenderingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final ResourceType type =
            ResourceTypes.defined(Json.parseObject(Serialization.asJson(Widget.definition())));

    @Test
    void prints_the_columns_that_the_definition_declares() {
        ObjectNode widget = Json.parseObject("""
                metadata: {name: one, creationTimestamp: '2026-01-02T03:00:00Z'}
                spec: {size: 3, colour: red}
                status: {conditions: [{type: Other, status: 'False'}, {type: Ready, status: 'True'}]}
                """);
        ObjectNode table = new TableRendering(type, "None", CLOCK).table(List.of(widget), Json.object());
        assertThat(table.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Size", "Ready", "Colour", "Age");
        assertThat(table.path("columnDefinitions").findValuesAsText("priority"))
                .containsExactly("0", "0", "0", "1", "0");
        assertThat(table.at("/rows/0/cells")).isEqualTo(Json.parse("[one, 3, 'True', red, 4m5s]"));
    }

    @Test
    void leaves_empty_what_is_not_there() {
        ObjectNode widget = Json.parseObject("{metadata: {name: one}, spec: {size: 3}}");
        ObjectNode table = new TableRendering(type, "Metadata", CLOCK).table(widget);
        assertThat(table.at("/rows/0/cells")).isEqualTo(Json.parse("[one, 3, null, null, null]"));
        assertThat(table.at("/rows/0/object/kind").asText()).isEqualTo("PartialObjectMetadata");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT9M59S, 9m59s", "PT10M30S, 10m", "PT2H59M, 179m", "PT3H5M, 3h5m",
        "PT47H, 47h", "PT49H, 2d1h", "P8D, 8d", "P729D, 729d", "P731D, 2y1d", "P3000D, 8y", "PT-5S, <invalid>"
    })
    void tells_ages_as_kubectl_does(Duration age, String text) {
        assertThat(Ages.describe(age)).isEqualTo(text);
    }
}
