package dev.awsmlops.sandbox.kubernetes;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The string formats that Kubernetes checks; any other is only documentation. */
final class StringFormat {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";

    private static final Map<String, Pattern> PATTERNS = Map.of(
            "uuid", Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"),
            "ipv4", Pattern.compile(IPV4),
            "ipv6", Pattern.compile("(?i)(?=.*:.*:)[0-9a-f:.]{2,45}"),
            "cidr", Pattern.compile("(?i)(" + IPV4 + "/(3[0-2]|[12]?\\d)|[0-9a-f:]*:[0-9a-f:.]*/\\d{1,3})"),
            "email", Pattern.compile("[^@\\s]+@[^@\\s]+"),
            "hostname",
                    Pattern.compile("(?i)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*"),
            "byte", Pattern.compile("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"),
            "duration", Pattern.compile("0|[-+]?((\\d+(\\.\\d*)?|\\.\\d+)\\s*(ns|us|µs|ms|s|m|h|d|w)\\s*)+"));

    private static final Pattern DURATION_PART =
            Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*(ns|us|µs|ms|s|m|h|d|w)");

    private StringFormat() {}

    static boolean accepts(String format, String text) {
        return switch (format) {
            case "date-time" -> parses(() -> OffsetDateTime.parse(text));
            case "date" -> parses(() -> LocalDate.parse(text));
            case "uri" -> isUri(text);
            default -> {
                Pattern pattern = PATTERNS.get(format);
                yield pattern == null || pattern.matcher(text).matches();
            }
        };
    }

    /** A duration in Go's notation, such as {@code 1h30m}, or with days and weeks too. */
    static Duration duration(String text) {
        Duration total = Duration.ZERO;
        Matcher part = DURATION_PART.matcher(text);
        while (part.find()) {
            BigDecimal nanos = new BigDecimal(part.group(1)).multiply(new BigDecimal(nanosPer(part.group(2))));
            total = total.plusNanos(nanos.longValue());
        }
        return text.startsWith("-") ? total.negated() : total;
    }

    private static long nanosPer(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            case "ms" -> 1_000_000;
            case "m" -> Duration.ofMinutes(1).toNanos();
            case "h" -> Duration.ofHours(1).toNanos();
            case "d" -> Duration.ofDays(1).toNanos();
            case "w" -> Duration.ofDays(7).toNanos();
            default -> Duration.ofSeconds(1).toNanos();
        };
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute() || text.startsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
