package dev.awsmlops.operator.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses texts that are much alike, each for itself: what a text has in common with the dictionary takes next to no room
 * (RFC 1950, preset dictionary). The dictionary is the longest text so far, on the grounds that it has most of what others
 * have. Safe for use by several threads.
 */
public final class Packing {

    /** Of a text's length to the dictionary's, before it takes its place: else a slow growth would leave many behind. */
    private static final double MUCH_LONGER = 1.25;

    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[4096];
    private byte[] dictionary = {};

    /** A compressed text, with what it was compressed with, which it shares with many. */
    public final class Packed {
        private final byte[] bytes;
        private final int length;
        private final byte[] dictionary;

        private Packed(byte[] bytes, int length, byte[] dictionary) {
            this.bytes = bytes;
            this.length = length;
            this.dictionary = dictionary;
        }

        /** The text, made anew at every call. */
        public String text() {
            return unpack(this);
        }

        /** In bytes, without what it shares. */
        int size() {
            return bytes.length;
        }

        byte[] dictionary() {
            return dictionary;
        }
    }

    public synchronized Packed pack(String text) {
        byte[] plain = text.getBytes(UTF_8);
        if (plain.length > MUCH_LONGER * dictionary.length) {
            dictionary = plain;
        }
        deflater.reset();
        deflater.setDictionary(dictionary);
        deflater.setInput(plain);
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        return new Packed(packed.toByteArray(), plain.length, dictionary);
    }

    private synchronized String unpack(Packed packed) {
        byte[] plain = new byte[packed.length];
        inflater.reset();
        inflater.setInput(packed.bytes);
        try {
            int read = inflater.inflate(plain);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(packed.dictionary);
                read = inflater.inflate(plain);
            }
            if (read < plain.length) {
                throw new IllegalStateException(
                        "a packed text ends after %d of %d bytes".formatted(read, plain.length));
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was packed here can't be read", e);
        }
        return new String(plain, UTF_8);
    }
}
