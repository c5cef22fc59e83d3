package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** What the user asks for. */
@JsonInclude(Include.NON_NULL)
public record DataLakeSpec(
        @JsonPropertyDescription("AWS region, such as eu-central-1. The operator's own region where it is left out.")
        @Pattern(SchemaRules.REGION)
        @Size(max = 32)
        String region,

        @Required @JsonPropertyDescription("The S3 bucket.") BucketSpec bucket,

        @JsonPropertyDescription("The Glue database.") @Default(DatabaseSpec.UNSAID_JSON)
        DatabaseSpec database,

        @JsonPropertyDescription("The zones: prefixes of the bucket.") @Default(ZonesSpec.USUAL_JSON)
        ZonesSpec zones,

        @JsonPropertyDescription("The crawlers, which find the tables.") @Size(max = 25)
        List<CrawlerSpec> crawlers,

        @JsonPropertyDescription(
                "ARN of the role that the crawlers assume. Where it is left out the operator makes one with rights to this bucket and database only.")
        @Pattern(SchemaRules.ROLE_ARN)
        @Size(max = 2048)
        String roleArn,

        @JsonPropertyDescription("Tags for everything made in AWS, besides the operator's own.")
        @Size(max = 30)
        @ValidationRule(value = SchemaRules.TAGS_NOT_RESERVED, message = SchemaRules.TAGS_NOT_RESERVED_MESSAGE)
        @ValidationRule(value = SchemaRules.TAGS_FIT, message = SchemaRules.TAGS_FIT_MESSAGE)
        Map<String, String> tags,

        @JsonPropertyDescription("True stops changes to AWS. AWS's own schedules and deletion go on all the same.")
        Boolean suspend) {

    public DataLakeSpec {
        database = database == null ? DatabaseSpec.UNSAID : database;
        zones = zones == null ? ZonesSpec.USUAL : zones;
    }

    /** The crawlers; none where the spec names none. */
    public List<CrawlerSpec> crawlersOrNone() {
        return crawlers == null ? List.of() : crawlers;
    }

    public boolean suspended() {
        return Boolean.TRUE.equals(suspend);
    }
}
