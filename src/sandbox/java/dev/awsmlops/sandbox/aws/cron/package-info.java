/** The cron expressions of AWS. */
package dev.awsmlops.sandbox.aws.cron;
