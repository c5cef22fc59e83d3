package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What the operator last saw. Times are RFC 3339 in UTC. */
@JsonInclude(Include.NON_NULL)
public record DataLakeStatus(
        @JsonPropertyDescription("The generation that this status answers.")
        Long observedGeneration,

        @JsonPropertyDescription("Where its resources are, written down before any is made: it stays there.")
        AwsPlacement placement,

        BucketStatus bucket,
        DatabaseStatus database,

        @JsonPropertyDescription("Where the zones are: s3:// paths.")
        ZonePaths zones,

        @JsonPropertyDescription("The role that the crawlers assume.")
        String roleArn,

        List<CrawlerStatus> crawlers,
        Tables tables,

        @JsonPropertyDescription("When the last crawl by any crawler started.")
        String lastCrawlAt,

        @JsonPropertyDescription("The value of the annotation aws-mlops.dev/crawl last taken notice of.")
        String crawlRequest,

        List<Condition> conditions)
        implements ReportedStatus {

    /**
     * Of a lake of which only its place is known, or not even that.
     *
     * @param generation that it answers, or null
     */
    public static DataLakeStatus beginning(Long generation, AwsPlacement placement, List<Condition> conditions) {
        return new DataLakeStatus(generation, placement, null, null, null, null, null, null, null, null, conditions);
    }

    @Override
    public DataLakeStatus facts() {
        return new DataLakeStatus(
                observedGeneration,
                placement,
                bucket,
                database,
                zones,
                roleArn,
                crawlers,
                tables,
                lastCrawlAt,
                crawlRequest,
                List.of());
    }

    /** The bucket. */
    @JsonInclude(Include.NON_NULL)
    public record BucketStatus(
            String name,
            String arn,
            String region,

            @JsonPropertyDescription("Object versions deleted so far, while the bucket is being emptied.")
            Long versionsDeleted) {}

    /** The database. */
    public record DatabaseStatus(String name, String arn) {}

    /** Paths such as {@code s3://bucket/raw/}. */
    public record ZonePaths(String raw, String curated, String features) {}

    /** A crawler. */
    @JsonInclude(Include.NON_NULL)
    public record CrawlerStatus(
            @JsonPropertyDescription("Name within the lake.")
            String name,

            @JsonPropertyDescription("Name in AWS.") String crawler,

            @JsonPropertyDescription("AWS's own word for its state.")
            String state,

            LastCrawl lastCrawl) {}

    /** What came of a crawl. */
    @JsonInclude(Include.NON_NULL)
    public record LastCrawl(
            @JsonPropertyDescription("AWS's own word: SUCCEEDED, CANCELLED or FAILED.")
            String status,

            String startedAt,

            @JsonPropertyDescription("How long it ran, as far as AWS says.")
            String duration,

            Integer tablesCreated,
            Integer tablesUpdated,
            Integer tablesDeleted,

            @JsonPropertyDescription("Why it failed.") String error,

            @JsonPropertyDescription("Where its log is in CloudWatch Logs: log group and stream.")
            String log) {}

    /** The tables of the database. */
    public record Tables(
            Integer count,

            @JsonPropertyDescription("The first 50 by name.")
            List<Table> first) {}

    /** A table. */
    @JsonInclude(Include.NON_NULL)
    public record Table(
            String name,
            String location,

            @JsonPropertyDescription("Columns, those it is partitioned by included.")
            Integer columns) {}
}
