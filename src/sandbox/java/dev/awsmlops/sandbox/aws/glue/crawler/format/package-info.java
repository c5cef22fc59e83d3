/** What a crawler can tell from the content of an object: its format and its columns. */
package dev.awsmlops.sandbox.aws.glue.crawler.format;
