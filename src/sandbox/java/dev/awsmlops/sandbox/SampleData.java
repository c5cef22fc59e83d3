package dev.awsmlops.sandbox;

import dev.awsmlops.sandbox.aws.s3.Buckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Data that is in the simulated account before anything else happens: a bucket for each folder, an object for each file. */
final class SampleData {

    private SampleData() {}

    /** Puts it there; nothing if there is no such folder. */
    static void putInto(Buckets buckets, String region, Path data) {
        if (!Files.isDirectory(data)) {
            return;
        }
        children(data).forEach(bucket -> {
            buckets.create(region, bucket.getFileName().toString());
            files(bucket)
                    .forEach(file -> buckets.put(
                            bucket.getFileName().toString(),
                            bucket.relativize(file).toString().replace('\\', '/'),
                            content(file)));
        });
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
