package dev.awsmlops.sandbox.aws.glue.crawler;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlTarget;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlerConfiguration;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.Glob;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.S3Path;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.List;
import java.util.Set;

/** What may be asked of a crawler, and AWS's defaults (API reference, CreateCrawler and UpdateCrawler). */
final class CrawlerSpec {

    static final String NEW_FOLDERS_ONLY = "CRAWL_NEW_FOLDERS_ONLY";

    /** Events save a crawl the listing of what has not changed, so it finds the same as one of everything. */
    static final String EVENT_MODE = "CRAWL_EVENT_MODE";

    private static final int LONGEST_PREFIX = 128;
    private static final int MOST_SAMPLES = 249;

    private static final List<String> TARGETS = List.of(
            "S3Targets",
            "JdbcTargets",
            "MongoDBTargets",
            "DynamoDBTargets",
            "CatalogTargets",
            "DeltaTargets",
            "IcebergTargets",
            "HudiTargets");

    private static final List<String> UPDATABLE = List.of(
            "Role",
            "DatabaseName",
            "Description",
            "Targets",
            "Classifiers",
            "TablePrefix",
            "SchemaChangePolicy",
            "RecrawlPolicy",
            "LineageConfiguration",
            "LakeFormationConfiguration",
            "Configuration",
            "CrawlerSecurityConfiguration");

    /** Cleared by sending "", as terraform-provider-aws crawler.go does. */
    private static final List<String> CLEARABLE =
            List.of("DatabaseName", "Description", "TablePrefix", "Configuration", "CrawlerSecurityConfiguration");

    private CrawlerSpec() {}

    /** The properties of a new crawler, found to be allowed and filled up with AWS's defaults. */
    static ObjectNode forCreate(Request request) {
        check(request);
        ObjectNode properties = request.input().deepCopy();
        properties.remove(List.of("Tags", "Schedule"));
        normalize(properties);
        return properties;
    }

    /** The properties of a crawler after an update. Only what the request has is changed. */
    static ObjectNode forUpdate(Request request, ObjectNode current) {
        ObjectNode changed = current.deepCopy();
        for (String field : UPDATABLE) {
            if (request.has(field)) {
                changed.set(field, request.input().get(field).deepCopy());
            }
        }
        check(request.with(changed));
        requireSameTargets(current, changed);
        normalize(changed);
        return changed;
    }

    private static void check(Request request) {
        GlueRules.name(request, "Name");
        request.required("Role");
        GlueRules.checkDescription(request);
        request.text("TablePrefix", LONGEST_PREFIX);
        request.text("CrawlerSecurityConfiguration", LONGEST_PREFIX);
        request.within("LineageConfiguration").oneOf("CrawlerLineageSettings", Set.of("ENABLE", "DISABLE"));
        request.within("LakeFormationConfiguration").text("AccountId", 12);
        checkTargets(request);
        checkPolicies(request);
        CrawlerConfiguration.parse(request.text("Configuration").orElse(""));
    }

    private static void checkTargets(Request request) {
        if (!request.has("Targets")) {
            throw request.refused("Targets", "null", "not be null");
        }
        Request targets = request.within("Targets");
        for (String kind : TARGETS.subList(1, TARGETS.size())) {
            if (!targets.each(kind).isEmpty()) {
                GlueRules.refuseUnsimulated(targets, kind);
            }
        }
        List<Request> s3 = targets.each("S3Targets");
        if (s3.isEmpty()) {
            throw invalid("At least one crawl target must be specified.");
        }
        s3.forEach(CrawlerSpec::checkTarget);
    }

    private static void checkTarget(Request target) {
        String path = target.text("Path").orElse("");
        if (S3Path.parse(path).isEmpty()) {
            throw invalid("S3 target path '%s' is not of the form s3://bucket/folder.".formatted(path));
        }
        int samples = target.integer("SampleSize").orElse(1);
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw invalid("SampleSize must be an integer between 1 and %d.".formatted(MOST_SAMPLES));
        }
        for (String exclusion : target.strings("Exclusions")) {
            try {
                Glob.parse(exclusion);
            } catch (IllegalArgumentException malformed) {
                throw invalid(malformed.getMessage());
            }
        }
    }

    private static void checkPolicies(Request request) {
        Request change = request.within("SchemaChangePolicy");
        String update = change.oneOf("UpdateBehavior", Set.of("LOG", "UPDATE_IN_DATABASE"))
                .orElse("");
        String delete = change.oneOf("DeleteBehavior", Set.of("LOG", "DELETE_FROM_DATABASE", "DEPRECATE_IN_DATABASE"))
                .orElse("");
        String recrawl = request.within("RecrawlPolicy")
                .oneOf("RecrawlBehavior", Set.of("CRAWL_EVERYTHING", NEW_FOLDERS_ONLY, EVENT_MODE))
                .orElse("");
        if (recrawl.equals(NEW_FOLDERS_ONLY) && !(update.equals("LOG") && delete.equals("LOG"))) {
            // In AWS's words (LBHackney-IT/Data-Platform#2418).
            throw invalid(
                    "The SchemaChangePolicy for \"Crawl new folders only\" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.");
        }
        if (recrawl.equals(EVENT_MODE)) {
            requireQueues(request.within("Targets").each("S3Targets"));
        }
    }

    /** Events come through a queue (Glue developer guide, "Accelerating crawls using Amazon S3 event notifications"). */
    private static void requireQueues(List<Request> targets) {
        if (!targets.stream().allMatch(target -> target.has("EventQueueArn"))) {
            throw invalid("EventQueueArn must be specified for every Amazon S3 target in event mode.");
        }
    }

    /** "When this option is turned on, you can't change the Amazon S3 target" (Glue developer guide, "Incremental crawls"). */
    private static void requireSameTargets(ObjectNode current, ObjectNode changed) {
        boolean fixed = recrawlBehavior(current).equals(NEW_FOLDERS_ONLY)
                && recrawlBehavior(changed).equals(NEW_FOLDERS_ONLY);
        if (fixed && !s3Targets(current).equals(s3Targets(changed))) {
            throw invalid("Amazon S3 target is immutable when Crawl new folders only is selected");
        }
    }

    static String recrawlBehavior(ObjectNode properties) {
        return properties.at("/RecrawlPolicy/RecrawlBehavior").asText();
    }

    static List<CrawlTarget> targets(ObjectNode properties) {
        return s3Targets(properties).valueStream().map(CrawlTarget::of).toList();
    }

    private static JsonNode s3Targets(ObjectNode properties) {
        return properties.at("/Targets/S3Targets");
    }

    private static void normalize(ObjectNode properties) {
        properties.put("Role", CrawlerRole.of(properties.get("Role").asText()).name());
        for (String field : CLEARABLE) {
            if (properties.path(field).asText().isEmpty()) {
                properties.remove(field);
            }
        }
        ObjectNode targets = properties.withObjectProperty("Targets");
        TARGETS.forEach(targets::withArrayProperty);
        targets.path("S3Targets").forEach(target -> ((ObjectNode) target).withArrayProperty("Exclusions"));
        properties.withArrayProperty("Classifiers");
        usual(properties.withObjectProperty("SchemaChangePolicy"), "UpdateBehavior", "UPDATE_IN_DATABASE");
        usual(properties.withObjectProperty("SchemaChangePolicy"), "DeleteBehavior", "DEPRECATE_IN_DATABASE");
        usual(properties.withObjectProperty("RecrawlPolicy"), "RecrawlBehavior", "CRAWL_EVERYTHING");
        usual(properties.withObjectProperty("LineageConfiguration"), "CrawlerLineageSettings", "DISABLE");
        ObjectNode lakeFormation = properties.withObjectProperty("LakeFormationConfiguration");
        usual(lakeFormation, "AccountId", "");
        if (!lakeFormation.hasNonNull("UseLakeFormationCredentials")) {
            lakeFormation.put("UseLakeFormationCredentials", false);
        }
    }

    private static void usual(ObjectNode properties, String field, String value) {
        if (!properties.hasNonNull(field)) {
            properties.put(field, value);
        }
    }
}
