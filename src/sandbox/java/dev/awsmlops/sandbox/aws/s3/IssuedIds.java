package dev.awsmlops.sandbox.aws.s3;

import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * The ids that S3 gives to versions and uploads: 32 characters without meaning to callers. S3 itself can tell from one
 * that is long gone where it stood, so a list can go on behind a version that was deleted meanwhile (localstack
 * test_s3_list_operations.snapshot.json, list-object-version-prefix-page-2-after-delete).
 */
final class IssuedIds {

    /** The id of a version that was written while versioning was not on (S3 User Guide, "Using S3 Versioning"). */
    static final String NULL_VERSION = "null";

    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int HALF = 16;

    private long issued;

    String next() {
        return text(++issued);
    }

    boolean isVersion(String id) {
        return id.equals(NULL_VERSION) || number(id).isPresent();
    }

    /** Refuses what can be the id of no version. */
    void checkVersion(String id) {
        if (!isVersion(id)) {
            throw S3Errors.invalidArgument("Invalid version id specified", "versionId", id);
        }
    }

    /** Which of all the ids issued it is, counted from one; empty for what was never issued. */
    OptionalLong number(String id) {
        if (id.length() != 2 * HALF) {
            return OptionalLong.empty();
        }
        try {
            long number = HexFormat.fromHexDigitsToLong(id.substring(HALF));
            return text(number).equals(id) && number <= issued ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (IllegalArgumentException notHex) {
            return OptionalLong.empty();
        }
    }

    private static String text(long number) {
        return HexFormat.of().toHexDigits(number * FACTOR) + HexFormat.of().toHexDigits(number);
    }
}
