package dev.awsmlops.operator.datalake.bucket;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;

/**
 * The statement of a bucket's policy that refuses requests without TLS. Other statements are somebody else's and stay.
 * Source: S3 user guide, "Security best practices", enforce encryption of data in transit.
 *
 * @param partition of AWS, for ARNs
 */
record TlsOnlyPolicy(S3Client s3, String bucket, String partition, boolean wanted) implements BucketSetting {

    private static final String SID = "MlopsOperatorTlsOnly";

    @Override
    public String name() {
        return "TLS-only policy";
    }

    @Override
    public boolean isSet() {
        Optional<IamStatement> actual = policy().stream()
                .flatMap(policy -> policy.statements().stream())
                .filter(statement -> SID.equals(statement.sid()))
                .findFirst();
        return wanted ? actual.equals(Optional.of(statement())) : actual.isEmpty();
    }

    @Override
    public void set() {
        Optional<IamPolicy> actual = policy();
        List<IamStatement> statements =
                new ArrayList<>(actual.map(IamPolicy::statements).orElse(List.of()));
        statements.removeIf(statement -> SID.equals(statement.sid()));
        if (wanted) {
            statements.add(statement());
        }
        if (statements.isEmpty()) {
            s3.deleteBucketPolicy(request -> request.bucket(bucket));
        } else {
            // Version and id are kept: what the statements of others mean depends on the version.
            String policy = actual.map(IamPolicy::toBuilder)
                    .orElseGet(IamPolicy::builder)
                    .statements(statements)
                    .build()
                    .toJson();
            s3.putBucketPolicy(request -> request.bucket(bucket).policy(policy));
        }
    }

    private Optional<IamPolicy> policy() {
        return emptyIfNotFound(() -> s3.getBucketPolicy(request -> request.bucket(bucket)))
                .map(GetBucketPolicyResponse::policy)
                .map(IamPolicy::fromJson);
    }

    private IamStatement statement() {
        String arn = "arn:" + partition + ":s3:::" + bucket;
        return IamStatement.builder()
                .sid(SID)
                .effect(IamEffect.DENY)
                .addPrincipal(IamPrincipal.ALL)
                .addAction("s3:*")
                .addResource(arn)
                .addResource(arn + "/*")
                .addCondition(condition -> condition
                        .operator(IamConditionOperator.BOOL)
                        .key("aws:SecureTransport")
                        .value("false"))
                .build();
    }
}
