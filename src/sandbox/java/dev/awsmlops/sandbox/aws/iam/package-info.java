/** IAM: roles, their policies and what those allow; and STS, to say who is calling. */
package dev.awsmlops.sandbox.aws.iam;
