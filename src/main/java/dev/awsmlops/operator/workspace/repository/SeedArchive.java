package dev.awsmlops.operator.workspace.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Files as a zip archive, from which a notebook lays them down where the operator can't commit: in a Git repository
 * outside AWS. The same files always make the same bytes. What may be executed is lost, since a zip has no place for it
 * that Java writes.
 */
public final class SeedArchive {

    /** The earliest that a zip can hold, so that no time of day gets into the bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private SeedArchive() {}

    public static SdkBytes zip(List<SeedFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (SeedFile file : files) {
                var entry = new ZipEntry(file.path());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(file.content().asByteArrayUnsafe());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing in memory fails to be written", e);
        }
        return SdkBytes.fromByteArrayUnsafe(bytes.toByteArray());
    }

    /** What tells other files apart: the SHA-256 of their archive, in hexadecimal digits. */
    static String digest(List<SeedFile> files) {
        return digest(zip(files));
    }

    static String digest(SdkBytes archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive.asByteArrayUnsafe()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
