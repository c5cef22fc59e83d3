/** AWS Glue: dev endpoints, interactive sessions and their tags. */
package dev.awsmlops.sandbox.aws.glue;
