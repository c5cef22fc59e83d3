package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} lists every reason, each under the type that its events have. */
class EventsPageTest {

    @Test
    void reasonsThatWarnAreListedAsWarnings() throws IOException {
        assertThat(listed("Warning"))
                .containsExactlyElementsOf(Stream.of(Reason.values())
                        .filter(ObjectEvents::isWarning)
                        .map(Reason::name)
                        .toList());
    }

    @Test
    void allOthersAreListedAsNormal() throws IOException {
        assertThat(listed("Normal"))
                .containsExactlyElementsOf(Stream.of(Reason.values())
                        .filter(reason -> !ObjectEvents.isWarning(reason))
                        .map(Reason::name)
                        .toList());
    }

    private static List<String> listed(String type) throws IOException {
        String row = Files.readAllLines(Path.of("docs/metrics.md")).stream()
                .filter(line -> line.startsWith("| " + type + " |"))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("\\[(\\w+)]")
                .matcher(row)
                .results()
                .map(reason -> reason.group(1))
                .toList();
    }
}
