/** Checks what is written in Amazon States Language before it runs. */
package dev.awsmlops.sandbox.aws.stepfunctions.language;
