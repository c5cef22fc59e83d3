/** What all parts of AWS Glue share: the refusals and the tags. */
package dev.awsmlops.sandbox.aws.glue.common;
