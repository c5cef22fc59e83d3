/** IAM roles, and STS to say who is calling. */
package dev.awsmlops.sandbox.aws.iam;
