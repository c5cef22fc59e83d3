package dev.awsmlops.operator.workspace.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

class SeedCommitsTest {

    @Test
    void nothingIsNoCommit() {
        assertThat(SeedCommits.split(List.of())).isEmpty();
    }

    @Test
    void aHundredFilesAreOneCommitAndOneMoreIsTheNext() {
        List<SeedFile> files = IntStream.range(0, SeedCommits.MOST_FILES + 1)
                .mapToObj(number -> file("f" + number, 1))
                .toList();

        assertThat(SeedCommits.split(files.subList(0, SeedCommits.MOST_FILES))).hasSize(1);
        assertThat(SeedCommits.split(files))
                .containsExactly(
                        files.subList(0, SeedCommits.MOST_FILES),
                        files.subList(SeedCommits.MOST_FILES, SeedCommits.MOST_FILES + 1));
    }

    @Test
    void aCommitIsFullAtSevenMegabytes() {
        SeedFile large = file("large", SeedCommits.LARGEST_FILE);
        SeedFile rest = file("rest", SeedCommits.LARGEST_COMMIT - SeedCommits.LARGEST_FILE);
        SeedFile more = file("more", 1);

        assertThat(SeedCommits.split(List.of(large, rest, more))).containsExactly(List.of(large, rest), List.of(more));
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedCommits.split(List.of(file("data.bin", SeedCommits.LARGEST_FILE + 1))))
                .withMessage("data.bin has 6,000,001 bytes and may have 6,000,000");
    }

    @Test
    void aPathThatIsTooDeepIsRefused() {
        SeedCommits.split(List.of(file("d/".repeat(19) + "f", 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedCommits.split(List.of(file("d/".repeat(20) + "f", 1))))
                .withMessageContaining("this one has 41 and 21");
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedCommits.split(List.of(file("f".repeat(4_097), 1))))
                .withMessageContaining("this one has 4,097 and 1");
    }

    private static SeedFile file(String path, int size) {
        return new SeedFile(path, SdkBytes.fromByteArray(new byte[size]), false);
    }
}
