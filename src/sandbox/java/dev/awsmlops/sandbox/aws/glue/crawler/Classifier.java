package dev.awsmlops.sandbox.aws.glue.crawler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.crawler.format.CsvClassifier;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A custom classifier. Crawls use those for CSV. Those of the other kinds recognize nothing, so that the built-in
 * classifiers decide.
 */
final class Classifier extends Resource {

    static final String CSV = "CsvClassifier";

    private final String kind;
    private final ObjectNode properties;

    /**
     * A new classifier.
     *
     * @param kind the member of the Classifier structure that describes it
     * @param input that member
     */
    Classifier(World world, Request input, String kind) {
        super(world, input, ResourceType.CLASSIFIER, input.required("Name"), Map.of(), "", Optional.empty());
        this.kind = kind;
        this.properties = input.input().deepCopy();
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** API reference, CsvClassifier. */
    Optional<CsvClassifier> csv() {
        if (!kind.equals(CSV)) {
            return Optional.empty();
        }
        List<Character> delimiters =
                List.of(properties.path("Delimiter").asText(",").charAt(0));
        char quote = properties.path("QuoteSymbol").asText("\"").charAt(0);
        Optional<Boolean> header =
                switch (properties.path("ContainsHeader").asText()) {
                    case "PRESENT" -> Optional.of(true);
                    case "ABSENT" -> Optional.of(false);
                    default -> Optional.empty();
                };
        List<String> names = new ArrayList<>();
        properties.path("Header").forEach(name -> names.add(name.asText()));
        return Optional.of(new CsvClassifier(
                delimiters,
                quote,
                header,
                names,
                properties.path("AllowSingleColumn").asBoolean()));
    }

    /** The Classifier structure. */
    ObjectNode describe() {
        Output inner = new Output()
                .put("CreationTime", createdAt())
                .put("LastUpdated", createdAt())
                .put("Version", 1);
        properties.properties().forEach(property -> inner.put(property.getKey(), property.getValue()));
        return new Output().put(kind, inner.json()).json();
    }
}
