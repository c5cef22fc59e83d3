package dev.awsmlops.operator.workspace.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A template of more files than fit into one commit; the first one has all placeholders. */
final class ManyFiles extends ClassLoader {

    private final int files;
    private final String content;

    private ManyFiles(int files, String content) {
        this.files = files;
        this.content = content;
    }

    static SeedTemplate template(int files, String content) {
        return SeedTemplate.from(new ManyFiles(files, content));
    }

    @Override
    public InputStream getResourceAsStream(String resource) {
        return new ByteArrayInputStream(text(resource).getBytes(UTF_8));
    }

    private String text(String resource) {
        if (resource.equals(SeedTemplate.INDEX)) {
            return IntStream.rangeClosed(1, files)
                    .mapToObj("100644 %03d.txt"::formatted)
                    .collect(Collectors.joining("\n"));
        }
        return resource.endsWith("/001.txt")
                ? Seeds.VALUES.keySet().stream().map(name -> "@@" + name + "@@").collect(Collectors.joining("\n"))
                : content;
    }
}
