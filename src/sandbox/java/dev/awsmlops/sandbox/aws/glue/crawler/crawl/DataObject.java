package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import dev.awsmlops.sandbox.aws.glue.crawler.format.Contents;
import java.util.Optional;

/**
 * An object that a crawl has looked at.
 *
 * @param name the last part of its key
 * @param contents absent from an empty object: there is nothing in it to classify
 */
record DataObject(String name, long size, Optional<Contents> contents) {}
