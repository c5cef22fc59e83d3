package dev.awsmlops.operator.aws;

import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients for one region. */
record AwsClients(
        GlueClient glue,
        SageMakerClient sageMaker,
        CodeCommitClient codeCommit,
        SfnClient stepFunctions,
        SchedulerClient scheduler,
        S3Client s3,
        IamClient iam,
        StsClient sts)
        implements AutoCloseable {

    @Override
    public void close() {
        Stream.<SdkClient>of(glue, sageMaker, codeCommit, stepFunctions, scheduler, s3, iam, sts)
                .forEach(SdkClient::close);
    }
}
