/** S3: general purpose buckets, their configurations, objects in versions, and multipart uploads. */
package dev.awsmlops.sandbox.aws.s3;
