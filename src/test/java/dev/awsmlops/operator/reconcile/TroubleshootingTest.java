package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/troubleshooting.md} tells of every reason, and of none that does not exist. */
class TroubleshootingTest {

    @Test
    void thePageHasASectionForEachReasonInTheirOrder() throws IOException {
        String page = Files.readString(Path.of("docs/troubleshooting.md"));
        List<String> sections = Pattern.compile("^### (.+)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(
                        Stream.of(Reason.values()).map(Reason::name).toList());
    }

    @Test
    void everySectionSaysSomething() throws IOException {
        String page = Files.readString(Path.of("docs/troubleshooting.md"));

        assertThat(Pattern.compile("^### .+$", Pattern.MULTILINE).split(page))
                .allSatisfy(section -> assertThat(section.strip()).hasSizeGreaterThan(40));
    }
}
