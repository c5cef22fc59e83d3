package dev.awsmlops.sandbox.aws.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A git repository under a name that notebook instances can use. It has no states and costs nothing. */
final class CodeRepository extends Resource {

    private final ObjectNode gitConfig;
    private Instant modifiedAt;

    CodeRepository(World world, Request request, String name, ObjectNode gitConfig, Map<String, String> tags) {
        super(world, request, ResourceType.CODE_REPOSITORY, name, tags, "", Optional.empty());
        this.gitConfig = gitConfig.deepCopy();
        this.modifiedAt = request.now();
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }

    /** Only the secret can change (API reference, GitConfigForUpdate). */
    void update(Optional<String> secretArn, Instant now) {
        secretArn.ifPresent(arn -> gitConfig.put("SecretArn", arn));
        modifiedAt = now;
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** What DescribeCodeRepository answers, and ListCodeRepositories for each. */
    ObjectNode describe() {
        return new Output()
                .put("CodeRepositoryName", name())
                .put("CodeRepositoryArn", arn())
                .put("CreationTime", createdAt())
                .put("LastModifiedTime", modifiedAt)
                .put("GitConfig", gitConfig.deepCopy())
                .json();
    }
}
