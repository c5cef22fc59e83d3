package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A Glue crawler of a lake. Limits are those of Glue's {@code CreateCrawler} (API reference, 2026-08). */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "self.recrawl != 'NewFoldersOnly' || !has(self.schemaChangePolicy)"
                + " || (self.schemaChangePolicy.update == 'Log' && self.schemaChangePolicy.delete == 'Log')",
        message =
                "with recrawl: NewFoldersOnly Glue only logs schema changes: write update: Log and delete: Log, or leave"
                        + " schemaChangePolicy out")
public record CrawlerSpec(
        @Required
        @JsonPropertyDescription("Name within the lake.")
        @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
        @Size(min = 1, max = 40)
        String name,

        @JsonPropertyDescription("Description.") @Size(max = 2048)
        String description,

        @Required @JsonPropertyDescription("What it crawls.") @Size(min = 1, max = 20)
        List<CrawlTarget> targets,

        @JsonPropertyDescription(
                "When AWS starts it by itself, such as cron(0 6 * * ? *), in UTC. Never where it is left out.")
        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^cron[(][^ ()]+( [^ ()]+){5}[)]$')",
                message =
                        "not a schedule: write cron(minutes hours day-of-month month day-of-week year), such as cron(0 6 * * ? *)")
        @ValidationRule(
                value = "!self.matches('^cron[(][^ ()]+( [^ ()]+){5}[)]$')"
                        + " || (self.split(' ')[2] == '?') != (self.split(' ')[4] == '?')",
                message = "of day-of-month and day-of-week one, and only one, must be ?: such as cron(0 6 * * ? *)")
        String schedule,

        @JsonPropertyDescription("What the names of its tables begin with.") @Pattern("^[a-z0-9_]*$") @Size(max = 128)
        String tablePrefix,

        @JsonPropertyDescription("Whether a later crawl looks at everything or at new folders only.")
        @Default("Everything")
        Recrawl recrawl,

        @JsonPropertyDescription("What it does about tables that have changed or vanished.")
        SchemaChangePolicy schemaChangePolicy,

        @JsonPropertyDescription("Names of custom classifiers, tried before Glue's own.") @Size(max = 20)
        List<@Size(min = 1, max = 255) String> classifiers,

        @JsonPropertyDescription("Glue's own configuration of a crawler, as JSON.") @Size(max = 10000)
        String configuration,

        @JsonPropertyDescription("Name of a Glue security configuration.") @Size(min = 1, max = 128)
        String securityConfiguration) {

    /** A place to crawl: a zone, a folder in it, or any other path in S3. */
    @JsonInclude(Include.NON_NULL)
    @ValidationRule(
            value = "has(self.zone) || has(self.path)",
            message = "write zone (raw, curated or features), or path, such as s3://other-bucket/orders/")
    @ValidationRule(
            value = "!has(self.path) || has(self.zone) != self.path.startsWith('s3://')",
            message = "beside zone, path is a folder in it, such as orders/; without zone it begins with s3://")
    public record CrawlTarget(
            @JsonPropertyDescription("Zone of the lake: raw, curated or features.")
            Zone zone,

            @JsonPropertyDescription("Folder in the zone, or a whole path that begins with s3://.")
            @Pattern("^[^/].*$")
            @Size(min = 1, max = 1024)
            String path,

            @JsonPropertyDescription("Glob patterns of what is left out, such as **.tmp.") @Size(max = 20)
            List<@Size(min = 1, max = 1024) String> exclusions,

            @JsonPropertyDescription("Files looked at in each folder: 1 to 249. All where it is left out.")
            @Min(1)
            @Max(249)
            Integer sampleSize,

            @JsonPropertyDescription("Name of a Glue connection through which the path is reached.")
            @Size(min = 1, max = 255)
            String connectionName) {}

    /** Glue's RecrawlBehavior. */
    public enum Recrawl {
        /** CRAWL_EVERYTHING. */
        Everything,
        /** CRAWL_NEW_FOLDERS_ONLY. */
        NewFoldersOnly
    }

    /** Glue's SchemaChangePolicy. */
    public record SchemaChangePolicy(
            @JsonPropertyDescription("A table whose schema has changed is updated, or the change is logged.")
            @Default("UpdateInDatabase")
            UpdateBehavior update,

            @JsonPropertyDescription("A table whose data has vanished is marked deprecated, deleted, or logged.")
            @Default("DeprecateInDatabase")
            DeleteBehavior delete) {}

    /** Glue's UpdateBehavior. */
    public enum UpdateBehavior {
        UpdateInDatabase,
        Log
    }

    /** Glue's DeleteBehavior. */
    public enum DeleteBehavior {
        DeprecateInDatabase,
        DeleteFromDatabase,
        Log
    }
}
