package dev.awsmlops.sandbox.aws.glue.crawler;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import dev.awsmlops.sandbox.aws.service.Request;
import java.time.Instant;
import java.util.Set;

/** A condition on crawls (API reference, CrawlsFilter). */
record CrawlsFilter(String field, String operator, String value) {

    private static final Set<String> TEXTS = Set.of("CRAWL_ID", "STATE");
    private static final Set<String> NUMBERS = Set.of("START_TIME", "END_TIME", "DPU_HOUR");
    private static final Set<String> EQUALITY = Set.of("EQ", "NE");
    private static final Set<String> ORDER = Set.of("GT", "GE", "LT", "LE");

    static CrawlsFilter of(Request filter) {
        String field = filter.oneOf("FieldName", Set.of("CRAWL_ID", "STATE", "START_TIME", "END_TIME", "DPU_HOUR"))
                .orElse("");
        String operator = filter.oneOf("FilterOperator", Set.of("GT", "GE", "LT", "LE", "EQ", "NE"))
                .orElse("");
        String value = filter.text("FieldValue").orElse("");
        boolean ordered = NUMBERS.contains(field) && ORDER.contains(operator);
        boolean equal = (NUMBERS.contains(field) || TEXTS.contains(field)) && EQUALITY.contains(operator);
        boolean comparable = TEXTS.contains(field) || value.matches("\\d+(\\.\\d+)?");
        if (!comparable || !(ordered || equal)) {
            throw invalid("Invalid filter: %s %s '%s'".formatted(field, operator, value));
        }
        return new CrawlsFilter(field, operator, value);
    }

    boolean accepts(Crawl crawl) {
        return switch (field) {
            case "CRAWL_ID" -> equal(crawl.id());
            case "STATE" -> equal(crawl.state().name());
            case "START_TIME" -> compare(millis(crawl.startedAt()));
            case "END_TIME" ->
                crawl.endedAt().filter(end -> compare(millis(end))).isPresent();
            default -> compare(crawl.dpuHours());
        };
    }

    private static double millis(Instant instant) {
        return instant.toEpochMilli();
    }

    private boolean equal(String actual) {
        return actual.equals(value) == operator.equals("EQ");
    }

    private boolean compare(double actual) {
        int order = Double.compare(actual, Double.parseDouble(value));
        return switch (operator) {
            case "GT" -> order > 0;
            case "GE" -> order >= 0;
            case "LT" -> order < 0;
            case "LE" -> order <= 0;
            case "EQ" -> order == 0;
            default -> order != 0;
        };
    }
}
