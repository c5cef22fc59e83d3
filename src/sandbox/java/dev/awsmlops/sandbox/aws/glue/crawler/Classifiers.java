package dev.awsmlops.sandbox.aws.glue.crawler;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.glue.crawler.format.CsvClassifier;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations on custom classifiers (API reference, "Classifier API"). */
final class Classifiers {

    /** The kinds, and what each cannot be without. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "GrokClassifier",
            List.of("Name", "Classification", "GrokPattern"),
            "XMLClassifier",
            List.of("Name", "Classification"),
            "JsonClassifier",
            List.of("Name", "JsonPath"),
            Classifier.CSV,
            List.of("Name"));

    private static final Set<String> HEADER = Set.of("UNKNOWN", "PRESENT", "ABSENT");

    private final World world;
    private final ResourceStore<Classifier> store;

    Classifiers(World world) {
        this.world = world;
        this.store = world.store(ResourceType.CLASSIFIER);
    }

    ObjectNode create(Request request) {
        List<String> kinds = REQUIRED.keySet().stream().filter(request::has).toList();
        if (kinds.size() != 1) {
            throw invalid("Exactly one type of classifier must be specified.");
        }
        String kind = kinds.get(0);
        Request input = request.within(kind);
        REQUIRED.get(kind).forEach(input::required);
        String name = GlueRules.name(input, "Name");
        checkCsv(input);
        if (store.taken(request, name)) {
            throw ServiceFailure.refused("AlreadyExistsException", "Classifier " + name + " already exists");
        }
        store.add(new Classifier(world, input, kind));
        return Output.empty();
    }

    private static void checkCsv(Request input) {
        input.oneOf("ContainsHeader", HEADER);
        for (String symbol : List.of("Delimiter", "QuoteSymbol")) {
            input.text(symbol, 1).filter(String::isEmpty).ifPresent(empty -> {
                throw input.refused(symbol, "''", "have length greater than or equal to 1");
            });
        }
    }

    ObjectNode get(Request request) {
        return new Output().put("Classifier", required(request).describe()).json();
    }

    ObjectNode getAll(Request request) {
        Page<Classifier> page = Page.of(world, request, store.list(request), Classifier::name, false, 100, 1000);
        return new Output()
                .objects(
                        "Classifiers",
                        page.items().stream().map(Classifier::describe).toList())
                .put("NextToken", page.next())
                .json();
    }

    ObjectNode delete(Request request) {
        required(request).delete(request.now());
        return Output.empty();
    }

    private Classifier required(Request request) {
        return required(request, GlueRules.name(request, "Name"));
    }

    private Classifier required(Request request, String name) {
        return store.find(request, name)
                .orElseThrow(() -> GlueRules.notFound("Classifier entry with name " + name + " does not exist"));
    }

    /** A crawler's classifiers must exist. */
    void requireAll(Request request, List<String> names) {
        names.forEach(name -> required(request, name));
    }

    /** Those of the names that crawls can use. One that was deleted in the meantime is left out. */
    List<CsvClassifier> csv(Request request, List<String> names) {
        return names.stream()
                .flatMap(name -> store.find(request, name).stream())
                .flatMap(classifier -> classifier.csv().stream())
                .toList();
    }
}
