package dev.awsmlops.operator.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleScriptTest {

    @Test
    @DisplayName("A value becomes one single-quoted word")
    void quotesValues() {
        assertThat(fill("NAME=@@NAME@@\n", Map.of("NAME", "a b")).text()).isEqualTo("NAME='a b'\n");
    }

    @Test
    @DisplayName("An empty value is an empty word")
    void quotesEmptyValues() {
        assertThat(fill("NAME=@@NAME@@\n", Map.of("NAME", "")).text()).isEqualTo("NAME=''\n");
    }

    @Test
    @DisplayName("A single quote in a value does not end the word")
    void quotesSingleQuotes() {
        assertThat(fill("NAME=@@NAME@@\n", Map.of("NAME", "'; rm -rf / #")).text())
                .isEqualTo("NAME=''\\''; rm -rf / #'\n");
    }

    @Test
    @DisplayName("A placeholder in a value stays what it is")
    void doesNotFillValues() {
        assertThat(fill("A=@@A@@ B=@@B@@\n", Map.of("A", "@@B@@ $0 \\1", "B", "b"))
                        .text())
                .isEqualTo("A='@@B@@ $0 \\1' B='b'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
    @DisplayName("A control character in a value is refused, without repeating the value")
    void refusesControlCharacters(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fill("NAME=@@NAME@@\n", Map.of("NAME", value)))
                .withMessage("the value of NAME has a control character in it");
    }

    @Test
    @DisplayName("All placeholders without a value are named")
    void refusesMissingValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fill("@@B@@ @@A@@ @@C@@\n", Map.of("B", "b")))
                .withMessage("test.sh needs values for A, C");
    }

    @Test
    @DisplayName("A value that the template has no placeholder for is refused")
    void refusesUnknownValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fill("@@A@@\n", Map.of("A", "a", "TYPO", "b")))
                .withMessage("test.sh has no placeholder TYPO");
    }

    @Test
    @DisplayName("A script of 12,288 bytes fits and one more does not")
    void limitsSize() {
        String value = "x".repeat(LifecycleScript.MAX_BYTES - 3);
        assertThat(fill("@@A@@\n", Map.of("A", value)).encoded()).hasSize(16_384);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fill("@@A@@\n", Map.of("A", value + "x")))
                .withMessage("test.sh is 12,289 bytes long and a lifecycle script may have 12,288: shorten its values, "
                        + "of which A is the longest (12,286 characters)");
    }

    @Test
    @DisplayName("Size is counted in bytes, not in characters")
    void countsBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fill("@@A@@\n", Map.of("A", "é".repeat(LifecycleScript.MAX_BYTES - 100))));
    }

    @Test
    @DisplayName("Line ends become line feeds, the last one too")
    void normalisesLineEnds() {
        assertThat(fill("a\r\nb\rc", Map.of()).text()).isEqualTo("a\nb\nc\n");
    }

    @Test
    @DisplayName("A template that does not exist is named")
    void refusesUnknownTemplate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifecycleScript.fromResource("on-stop.sh", Map.of()))
                .withMessage("no notebook script on-stop.sh");
    }

    @Test
    @DisplayName("Of comments only those at the top are sent, and the lines with which scripts begin")
    void leavesOutComments() {
        assertThat(fill("#!/bin/bash\n# What it does\n\n# why\na=1 # not a line\n  # why\n#!/bin/bash\n", Map.of())
                        .text())
                .isEqualTo("#!/bin/bash\n# What it does\na=1 # not a line\n#!/bin/bash\n");
    }

    @ParameterizedTest
    @MethodSource("dev.awsmlops.operator.notebook.Samples#scripts")
    @DisplayName("Every script leaves 1,500 bytes for longer values, has its parts in it and decodes to itself")
    void fits(String resource, Map<String, String> values) {
        LifecycleScript script = LifecycleScript.fromResource(resource, values);

        assertThat(script.text().getBytes(UTF_8)).hasSizeLessThan(LifecycleScript.MAX_BYTES - 1_500);
        assertThat(script.text())
                .startsWith("#!/bin/bash\n")
                .contains(resource.equals("on-create.sh") ? "git push" : "aws-mlops.dev/idle-stopped-at")
                .doesNotContain("@@", "\r");
        assertThat(new String(Base64.getDecoder().decode(script.encoded()), UTF_8))
                .isEqualTo(script.text());
    }

    @ParameterizedTest
    @MethodSource("dev.awsmlops.operator.notebook.Samples#scripts")
    @DisplayName("Every value of every script is needed")
    void needsEveryValue(String resource, Map<String, String> values) {
        for (String name : values.keySet()) {
            Map<String, String> fewer = new HashMap<>(values);
            fewer.remove(name);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LifecycleScript.fromResource(resource, fewer))
                    .withMessage(resource + " needs values for " + name);
        }
    }

    private static LifecycleScript fill(String template, Map<String, String> values) {
        return LifecycleScript.fromTemplate("test.sh", template, values);
    }
}
