package dev.awsmlops.operator.workspace.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

class SeedArchiveTest {

    private static final List<SeedFile> FILES = SeedTemplate.bundled().fill(Seeds.VALUES);

    @Test
    void theArchiveHasTheFilesAsTheyAre() throws IOException {
        var read = new ArrayList<SeedFile>();
        try (var zip = new ZipInputStream(SeedArchive.zip(FILES).asInputStream())) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                read.add(new SeedFile(entry.getName(), SdkBytes.fromByteArray(zip.readAllBytes()), false));
            }
        }

        assertThat(read).isEqualTo(FILES);
    }

    @Test
    void theSameFilesMakeTheSameBytes() {
        assertThat(SeedArchive.zip(FILES)).isEqualTo(SeedArchive.zip(FILES));
    }
}
