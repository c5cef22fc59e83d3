package dev.awsmlops.operator.aws;

import java.util.Optional;
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
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The SDK's clients for one region.
 *
 * @param assumed what the clients get their credentials from, where they act as another role
 */
record AwsClients(
        GlueClient glue,
        SageMakerClient sageMaker,
        CodeCommitClient codeCommit,
        SfnClient stepFunctions,
        SchedulerClient scheduler,
        S3Client s3,
        IamClient iam,
        StsClient sts,
        Optional<StsAssumeRoleCredentialsProvider> assumed)
        implements AutoCloseable {

    @Override
    public void close() {
        Stream.<SdkClient>of(glue, sageMaker, codeCommit, stepFunctions, scheduler, s3, iam, sts)
                .forEach(SdkClient::close);
        assumed.ifPresent(StsAssumeRoleCredentialsProvider::close);
    }
}
