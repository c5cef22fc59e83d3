/** What Task states can ask for: calls of AWS services, made as the machine's role. */
package dev.awsmlops.sandbox.aws.stepfunctions.task;
