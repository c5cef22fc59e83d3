/** Amazon SageMaker: notebook instances, their scripts, code repositories and tags; training jobs to look at. */
package dev.awsmlops.sandbox.aws.sagemaker;
