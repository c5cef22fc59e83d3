package dev.awsmlops.sandbox.aws.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Set;

/** The types of what has no parts, and what each of them may look like. */
enum ScalarType {
    TEXT("String") {
        @Override
        boolean fits(JsonNode value, boolean written) {
            return value.isTextual();
        }
    },
    INTEGER("Integer") {
        @Override
        boolean fits(JsonNode value, boolean written) {
            return isWhole(value, written, Integer.SIZE);
        }
    },
    LONG("Long") {
        @Override
        boolean fits(JsonNode value, boolean written) {
            return isWhole(value, written, Long.SIZE);
        }
    },
    DECIMAL("Double") {
        @Override
        boolean fits(JsonNode value, boolean written) {
            return value.isNumber() || (written && value.asText().matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?"));
        }
    },
    FLAG("Boolean") {
        @Override
        boolean fits(JsonNode value, boolean written) {
            return value.isBoolean() || (written && Set.of("true", "false").contains(value.asText()));
        }
    },
    /** Seconds since the epoch, or text (Smithy, "timestampFormat"). */
    TIME("Date") {
        @Override
        boolean fits(JsonNode value, boolean written) {
            return value.isNumber() || isTime(value.asText());
        }
    },
    /** In Base64 (Smithy, "Blob serialization in JSON"). */
    BLOB("ByteBuffer") {
        @Override
        boolean fits(JsonNode value, boolean written) {
            return value.isBinary() || (value.isTextual() && bytes(value) >= 0);
        }
    };

    private final String javaName;

    ScalarType(String javaName) {
        this.javaName = javaName;
    }

    /**
     * Whether a value is of this type.
     *
     * @param written whether everything comes as text
     */
    abstract boolean fits(JsonNode value, boolean written);

    /** What AWS's refusals call it. */
    String javaName() {
        return javaName;
    }

    static ScalarType of(String type) {
        return switch (type) {
            case "string", "character" -> TEXT;
            case "integer", "short", "byte" -> INTEGER;
            case "long", "bigInteger" -> LONG;
            case "double", "float", "bigDecimal" -> DECIMAL;
            case "boolean" -> FLAG;
            case "timestamp" -> TIME;
            case "blob" -> BLOB;
            default -> throw new IllegalArgumentException("Not a type of the service models: " + type);
        };
    }

    /** How many bytes a blob has; less than none when it is not in Base64. */
    static int bytes(JsonNode value) {
        try {
            return Base64.getDecoder().decode(value.asText()).length;
        } catch (IllegalArgumentException notBase64) {
            return -1;
        }
    }

    private static boolean isWhole(JsonNode value, boolean written, int bits) {
        if (written && value.asText().matches("[-+]?[0-9]+")) {
            return new BigInteger(value.asText()).bitLength() < bits;
        }
        return value.isIntegralNumber() && value.bigIntegerValue().bitLength() < bits;
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException notATime) {
            return false;
        }
    }
}
