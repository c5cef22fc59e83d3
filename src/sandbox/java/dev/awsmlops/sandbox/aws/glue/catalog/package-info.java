/** The Glue Data Catalog: databases, tables and partitions. */
package dev.awsmlops.sandbox.aws.glue.catalog;
