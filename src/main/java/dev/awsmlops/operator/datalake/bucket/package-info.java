/** The bucket of a data lake: how it is set, and how it is emptied. */
package dev.awsmlops.operator.datalake.bucket;
