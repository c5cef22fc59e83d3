package dev.awsmlops.sandbox.aws.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums that S3 takes and gives beside MD5 (S3 User Guide, "Checking object integrity"). */
public enum Checksum {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32);

    /** The polynomial of NVM Express, bits reversed (NVM Command Set Specification 1.0, section 5.2.1.3.4). */
    private static final long NVME_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final long[] NVME_TABLE = new long[256];

    static {
        for (int i = 0; i < NVME_TABLE.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ NVME_POLYNOMIAL;
            }
            NVME_TABLE[i] = crc;
        }
    }

    private final int length;

    Checksum(int length) {
        this.length = length;
    }

    public static Optional<Checksum> named(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    /** The name of its member in requests and answers, such as {@code ChecksumCRC32}. */
    public String member() {
        return "Checksum" + name();
    }

    /** The name of its header, such as {@code x-amz-checksum-crc32}. */
    String header() {
        return "x-amz-checksum-" + lowerCase();
    }

    /** As S3's messages write it. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many bytes it has. */
    int length() {
        return length;
    }

    public byte[] of(byte[] content) {
        return switch (this) {
            case CRC32 -> crc(new CRC32(), content);
            case CRC32C -> crc(new CRC32C(), content);
            case CRC64NVME ->
                ByteBuffer.allocate(length).putLong(crc64(content)).array();
            case SHA1 -> digest("SHA-1", content);
            case SHA256 -> digest("SHA-256", content);
        };
    }

    /** In base64, as S3 writes it. */
    public String textOf(byte[] content) {
        return Base64.getEncoder().encodeToString(of(content));
    }

    public static byte[] md5(byte[] content) {
        return digest("MD5", content);
    }

    private static byte[] crc(java.util.zip.Checksum crc, byte[] content) {
        crc.update(content);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    private static long crc64(byte[] content) {
        long crc = ~0L;
        for (byte next : content) {
            crc = crc >>> 8 ^ NVME_TABLE[(int) (crc ^ next) & 0xFF];
        }
        return ~crc;
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
