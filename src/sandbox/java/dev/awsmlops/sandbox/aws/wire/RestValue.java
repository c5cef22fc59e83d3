package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.DateUtils;

/** A scalar as text, in a header or an XML element, and as JSON, where a time is the seconds since the epoch. */
final class RestValue {

    private static final DateTimeFormatter ISO_8601 = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private RestValue() {}

    /** Reads text; throws IllegalArgumentException or DateTimeException when it is not of the member's type. */
    static JsonNode parse(SdkField<?> field, String text) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.INTEGER) {
            return LongNode.valueOf(Integer.parseInt(text.strip()));
        }
        if (type == MarshallingType.LONG) {
            return LongNode.valueOf(Long.parseLong(text.strip()));
        }
        if (type == MarshallingType.BOOLEAN) {
            return BooleanNode.valueOf(flag(text.strip()));
        }
        if (type == MarshallingType.INSTANT) {
            return DecimalNode.valueOf(BigDecimal.valueOf(instant(field, text).toEpochMilli(), 3));
        }
        return TextNode.valueOf(text);
    }

    static String print(SdkField<?> field, JsonNode value) {
        if (field.marshallingType() != MarshallingType.INSTANT) {
            return value.asText();
        }
        Instant time =
                Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValueExact());
        return format(field) == Format.RFC_822 ? DateUtils.formatRfc822Date(time) : ISO_8601.format(time);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text + " is not a boolean");
        }
        return text.equals("true");
    }

    /** With a zone or without, and dates without a time of day, which is then midnight. */
    private static Instant instant(SdkField<?> field, String text) throws DateTimeException {
        if (format(field) == Format.RFC_822) {
            return DateUtils.parseRfc822Date(text);
        }
        return DateUtils.parseIso8601Date(text.contains("T") ? text : text + "T00:00:00Z");
    }

    /** What the model does not say the protocol does (Smithy, "restXml: timestamp formats"). */
    private static Format format(SdkField<?> field) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(field.location() == MarshallLocation.HEADER ? Format.RFC_822 : Format.ISO_8601);
    }
}
