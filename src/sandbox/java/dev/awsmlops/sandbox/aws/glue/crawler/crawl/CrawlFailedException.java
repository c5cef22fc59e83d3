package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

/** A crawl came to nothing. Its message is the ErrorMessage of the crawl. */
public final class CrawlFailedException extends Exception {

    public CrawlFailedException(String message) {
        super(message, null, false, false);
    }

    /** In the words of S3's error NoSuchBucket. */
    static CrawlFailedException noBucket(String bucket) {
        return new CrawlFailedException(
                "The specified bucket does not exist: %s (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket)"
                        .formatted(bucket));
    }
}
