/** Data lakes: a bucket, a database and the crawlers between them. */
package dev.awsmlops.operator.datalake;
