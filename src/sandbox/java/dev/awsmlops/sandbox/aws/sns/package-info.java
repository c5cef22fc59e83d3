/** Amazon SNS, as far as messages are published to topics. */
package dev.awsmlops.sandbox.aws.sns;
