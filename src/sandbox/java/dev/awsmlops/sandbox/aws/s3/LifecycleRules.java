package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.wire.Checksum;
import dev.awsmlops.sandbox.aws.wire.RestXmlProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What lifecycle rules may say (API reference, LifecycleRule and its members; S3 User Guide, "Lifecycle configuration
 * elements"). Where localstack test_s3.snapshot.json has the answer of AWS its code and words are those; the words of the
 * other refusals are an assumption.
 */
final class LifecycleRules {

    private static final int MOST = 1000;
    private static final int LONGEST_ID = 255;
    private static final List<String> ACTIONS = List.of(
            "Expiration",
            "Transitions",
            "NoncurrentVersionExpiration",
            "NoncurrentVersionTransitions",
            "AbortIncompleteMultipartUpload");
    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private final JsonNode rule;
    private final LifecycleFilter filter;

    private LifecycleRules(JsonNode rule) {
        this.rule = rule;
        this.filter = LifecycleFilter.of(rule);
    }

    static void check(JsonNode rules) {
        if (rules.isEmpty() || rules.size() > MOST) {
            throw RestXmlProtocol.malformedXml();
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : rules) {
            String id = rule.path("ID").asText();
            if (!id.isEmpty() && !ids.add(id)) {
                throw invalid("Rule ID must be unique. Found same ID for more than one rule", "ID", id);
            }
            new LifecycleRules(rule).check();
        }
    }

    /** The same rules, each with an ID: S3 makes up those that are missing. */
    static ArrayNode identified(JsonNode rules) {
        ArrayNode identified = JsonNodeFactory.instance.arrayNode();
        for (JsonNode rule : rules) {
            ObjectNode copy = rule.deepCopy();
            if (copy.path("ID").asText().isEmpty()) {
                byte[] digest =
                        Checksum.SHA256.of((identified.size() + rule.toString()).getBytes(StandardCharsets.UTF_8));
                copy.put("ID", HexFormat.of().formatHex(digest, 0, 24));
            }
            identified.add(copy);
        }
        return identified;
    }

    private void check() {
        if (rule.path("ID").asText().length() > LONGEST_ID) {
            throw invalid(
                    "ID length should not exceed allowed limit of " + LONGEST_ID,
                    "ID",
                    rule.path("ID").asText());
        }
        if (!Set.of("Enabled", "Disabled").contains(rule.path("Status").asText())) {
            throw RestXmlProtocol.malformedXml();
        }
        if (ACTIONS.stream().noneMatch(rule::has)) {
            throw S3Errors.invalidRequest("At least one action needs to be specified in a rule");
        }
        checkExpiration();
        rule.path("Transitions").forEach(this::checkTransition);
        checkNoncurrent();
        checkAbort();
    }

    private void checkExpiration() {
        JsonNode expiration = rule.path("Expiration");
        if (expiration.isMissingNode()) {
            return;
        }
        requireExactlyOne(expiration, "Days", "Date", "ExpiredObjectDeleteMarker");
        requirePositive(expiration, "Days", "Expiration");
        requireMidnight(expiration);
        if (expiration.has("ExpiredObjectDeleteMarker") && filter.tagged()) {
            throw S3Errors.invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
        }
    }

    private void checkTransition(JsonNode transition) {
        requireExactlyOne(transition, "Days", "Date");
        requireMidnight(transition);
        StorageClass target = target(transition);
        int days = transition.path("Days").asInt();
        if (days < 0) {
            throw invalid("'Days' in Transition action must be nonnegative", "Days", String.valueOf(days));
        }
        if (transition.has("Days") && days < target.leastDays()) {
            throw invalid(
                    "'Days' in Transition action must be greater than or equal to %d for storageClass '%s'"
                            .formatted(target.leastDays(), target),
                    "Days",
                    String.valueOf(days));
        }
        JsonNode expiry = rule.path("Expiration").path("Days");
        if (transition.has("Days") && expiry.isNumber() && expiry.asInt() <= days) {
            throw invalid(
                    "'Days' in the Expiration action for filter '%s' must be greater than 'Days' in the Transition action"
                            .formatted(filter),
                    "Days",
                    expiry.asText());
        }
    }

    private static StorageClass target(JsonNode transition) {
        return Stream.of(StorageClass.values())
                .filter(StorageClass::transitionTarget)
                .filter(known ->
                        known.name().equals(transition.path("StorageClass").asText()))
                .findFirst()
                .orElseThrow(RestXmlProtocol::malformedXml);
    }

    private void checkNoncurrent() {
        JsonNode expiration = rule.path("NoncurrentVersionExpiration");
        if (!expiration.isMissingNode() && expiration.isEmpty()) {
            throw RestXmlProtocol.malformedXml();
        }
        requirePositive(expiration, "NoncurrentDays", "NoncurrentVersionExpiration");
        requireFewVersions(expiration, "NoncurrentVersionExpiration");
        for (JsonNode transition : rule.path("NoncurrentVersionTransitions")) {
            target(transition);
            requireFewVersions(transition, "NoncurrentVersionTransition");
        }
    }

    private void checkAbort() {
        JsonNode abort = rule.path("AbortIncompleteMultipartUpload");
        if (abort.isMissingNode()) {
            return;
        }
        if (!abort.has("DaysAfterInitiation")) {
            throw RestXmlProtocol.malformedXml();
        }
        requirePositive(abort, "DaysAfterInitiation", "AbortIncompleteMultipartUpload");
        if (filter.tagged()) {
            throw S3Errors.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
        }
        if (filter.sized()) {
            throw S3Errors.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Object Size.");
        }
    }

    private static void requireExactlyOne(JsonNode action, String... fields) {
        if (Stream.of(fields).filter(action::has).count() != 1) {
            throw RestXmlProtocol.malformedXml();
        }
    }

    private static void requirePositive(JsonNode action, String field, String name) {
        if (action.has(field) && action.get(field).asInt() < 1) {
            throw invalid(
                    "'%s' for %s action must be a positive integer".formatted(field, name),
                    field,
                    action.get(field).asText());
        }
    }

    private static void requireFewVersions(JsonNode action, String name) {
        JsonNode versions = action.path("NewerNoncurrentVersions");
        if (versions.isNumber() && (versions.asInt() < 1 || versions.asInt() > 100)) {
            throw invalid(
                    "'NewerNoncurrentVersions' for %s action must be between 1 and 100".formatted(name),
                    "NewerNoncurrentVersions",
                    versions.asText());
        }
    }

    private static void requireMidnight(JsonNode action) {
        if (action.has("Date")
                && action.get("Date").decimalValue().remainder(DAY).signum() != 0) {
            throw invalid(
                    "'Date' must be at midnight GMT", "Date", action.get("Date").asText());
        }
    }

    private static ServiceFailure invalid(String message, String argument, String value) {
        return S3Errors.invalidArgument(message, argument, value);
    }
}
