/** What one crawl does: reads objects, groups them into tables and partitions, writes those to the Data Catalog. */
package dev.awsmlops.sandbox.aws.glue.crawler.crawl;
