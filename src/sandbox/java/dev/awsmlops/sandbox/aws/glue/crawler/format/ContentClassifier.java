package dev.awsmlops.sandbox.aws.glue.crawler.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * Tells what an object holds. Custom classifiers come first, then the built-in ones in AWS's order, as far as they are
 * simulated: Parquet, JSON, CSV (Glue developer guide, "Adding classifiers to a crawler").
 *
 * <p>Parquet files are recognized by their name or first bytes and not parsed, so nothing is known of their columns and
 * records.
 */
public final class ContentClassifier {

    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};

    private final List<CsvClassifier> custom;

    public ContentClassifier(List<CsvClassifier> custom) {
        this.custom = custom;
    }

    public Contents classify(String key, ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        if (key.endsWith(".parquet") || startsWith(bytes, PARQUET)) {
            return opaque("parquet", "none");
        }
        if (startsWith(bytes, GZIP)) {
            return text(unzipped(bytes))
                    .flatMap(text -> classify(text, "gzip"))
                    .orElseGet(() -> opaque(DataFormat.UNKNOWN, "gzip"));
        }
        return text(Optional.of(bytes))
                .flatMap(text -> classify(text, "none"))
                .orElseGet(() -> opaque(DataFormat.UNKNOWN, "none"));
    }

    private Optional<Contents> classify(String text, String compression) {
        return custom.stream()
                .flatMap(classifier -> classifier.classify(text, compression).stream())
                .findFirst()
                .or(() -> JsonClassifier.classify(text, compression))
                .or(() -> CsvClassifier.BUILT_IN.classify(text, compression));
    }

    private static Contents opaque(String classification, String compression) {
        DataFormat format = new DataFormat(classification, compression, "");
        return new Contents(format, List.of(), OptionalLong.empty(), false, false);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length
                && ByteBuffer.wrap(bytes, 0, start.length).equals(ByteBuffer.wrap(start));
    }

    private static Optional<byte[]> unzipped(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.of(in.readAllBytes());
        } catch (IOException corrupt) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Optional<byte[]> bytes) {
        return bytes.flatMap(some -> {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(some))
                        .toString());
            } catch (CharacterCodingException binary) {
                return Optional.empty();
            }
        });
    }
}
