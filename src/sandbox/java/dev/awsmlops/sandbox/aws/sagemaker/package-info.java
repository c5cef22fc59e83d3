/** Amazon SageMaker: notebook instances, their lifecycle configs and tags. */
package dev.awsmlops.sandbox.aws.sagemaker;
