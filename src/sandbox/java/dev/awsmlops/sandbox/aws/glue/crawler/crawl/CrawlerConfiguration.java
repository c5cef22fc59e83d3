package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The Configuration of a crawler (Glue developer guide, "Setting crawler configuration options").
 *
 * @param mergeNewColumns columns are added to tables, never changed or removed
 * @param inheritFromTable partitions have the metadata of their table
 * @param combineCompatibleSchemas schemas need not be alike to be one table's
 * @param tableLevel how deep tables lie: 1 is the bucket
 * @param tableThreshold the most tables that a crawl may find
 */
public record CrawlerConfiguration(
        boolean mergeNewColumns,
        boolean inheritFromTable,
        boolean combineCompatibleSchemas,
        OptionalInt tableLevel,
        OptionalInt tableThreshold) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Set<String>> KEYS = Map.of(
            "", Set.of("Version", "CrawlerOutput", "Grouping", "CreatePartitionIndex"),
            "CrawlerOutput", Set.of("Partitions", "Tables"),
            "CrawlerOutput.Partitions", Set.of("AddOrUpdateBehavior"),
            "CrawlerOutput.Tables", Set.of("AddOrUpdateBehavior", "TableThreshold"),
            "Grouping", Set.of("TableGroupingPolicy", "TableLevelConfiguration"));

    /**
     * Reads the JSON.
     *
     * @param text empty for the defaults
     * @throws dev.awsmlops.sandbox.aws.wire.ServiceFailure for what is no configuration
     */
    public static CrawlerConfiguration parse(String text) {
        JsonNode json = json(text);
        checkKeys("", json);
        JsonNode tables = json.at("/CrawlerOutput/Tables");
        JsonNode grouping = json.path("Grouping");
        return new CrawlerConfiguration(
                is(tables, "CrawlerOutput.Tables", "AddOrUpdateBehavior", "MergeNewColumns"),
                is(
                        json.at("/CrawlerOutput/Partitions"),
                        "CrawlerOutput.Partitions",
                        "AddOrUpdateBehavior",
                        "InheritFromTable"),
                is(grouping, "Grouping", "TableGroupingPolicy", "CombineCompatibleSchemas"),
                positive(grouping, "Grouping", "TableLevelConfiguration"),
                positive(tables, "CrawlerOutput.Tables", "TableThreshold"));
    }

    private static JsonNode json(String text) {
        if (text.isEmpty()) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode json = JSON.readTree(text);
            if (json instanceof ObjectNode && json.has("Version")) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw invalid("Configuration is not valid JSON: " + e.getOriginalMessage());
        }
        throw invalid("Configuration must be a JSON object with a Version.");
    }

    /** In the words that AWS has been seen to use (LBHackney-IT/Data-Platform#979). */
    private static void checkKeys(String path, JsonNode structure) {
        if (!KEYS.containsKey(path)) {
            return;
        }
        List<String> unsupported = new ArrayList<>();
        structure.properties().forEach(entry -> {
            if (KEYS.get(path).contains(entry.getKey())) {
                checkKeys(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue());
            } else {
                unsupported.add(entry.getKey());
            }
        });
        if (!unsupported.isEmpty()) {
            throw invalid("%s contains unsupported keys: %s."
                    .formatted(path.isEmpty() ? "Configuration" : path, String.join(", ", unsupported)));
        }
    }

    private static boolean is(JsonNode structure, String path, String key, String only) {
        Optional<String> value = Optional.ofNullable(structure.get(key)).map(JsonNode::asText);
        value.filter(given -> !given.equals(only)).ifPresent(given -> {
            throw invalid("%s.%s must be %s, not %s.".formatted(path, key, only, given));
        });
        return value.isPresent();
    }

    private static OptionalInt positive(JsonNode structure, String path, String key) {
        if (!structure.has(key)) {
            return OptionalInt.empty();
        }
        int value = structure.get(key).asInt();
        if (value < 1) {
            throw invalid("%s.%s must be a positive integer.".formatted(path, key));
        }
        return OptionalInt.of(value);
    }
}
