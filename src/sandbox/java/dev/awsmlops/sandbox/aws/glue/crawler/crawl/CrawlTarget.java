package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An include path and what of it is left out.
 *
 * @param exclusions as given
 * @param sampleSize of how many objects in each leaf folder to look at: API reference, S3Target, SampleSize
 */
public record CrawlTarget(S3Path path, List<String> exclusions, int sampleSize) {

    /** Reads an S3Target structure that was found to be valid. */
    public static CrawlTarget of(JsonNode target) {
        List<String> exclusions = new ArrayList<>();
        target.path("Exclusions").forEach(exclusion -> exclusions.add(exclusion.asText()));
        return new CrawlTarget(
                S3Path.parse(target.path("Path").asText()).orElseThrow(),
                exclusions,
                target.path("SampleSize").asInt(Integer.MAX_VALUE));
    }
}
