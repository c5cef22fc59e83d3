/** Glue crawlers: what they are set to do, when they run, and how their runs went. */
package dev.awsmlops.sandbox.aws.glue.crawler;
