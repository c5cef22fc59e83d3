package dev.awsmlops.operator.notebook;

import dev.awsmlops.operator.api.v1alpha1.NotebookSpec.Toggle;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.sagemaker.model.CreateNotebookInstanceRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.InstanceMetadataServiceConfiguration;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemaker.model.UpdateNotebookInstanceRequest;

/**
 * What a notebook instance is to be like: in the requests that ask for it, and compared with what there is.
 *
 * <p>A volume only grows (SageMaker, {@code UpdateNotebookInstance}): one that someone has made larger counts as it should
 * be, and is never asked to shrink.
 *
 * @param name of the instance and of its lifecycle config
 * @param defaultCodeRepository null where nothing is said of it
 * @param additionalCodeRepositories null where nothing is said of them; none where there are to be none
 */
public record NotebookSettings(
        String name,
        String instanceType,
        int volumeSizeGiB,
        String platformIdentifier,
        String roleArn,
        String subnetId,
        List<String> securityGroupIds,
        Toggle directInternetAccess,
        Toggle rootAccess,
        String kmsKeyId,
        String defaultCodeRepository,
        List<String> additionalCodeRepositories) {

    /** Version 1 hands out the role's credentials to whatever can make the instance send a request. */
    private static final InstanceMetadataServiceConfiguration METADATA_SERVICE =
            InstanceMetadataServiceConfiguration.builder()
                    .minimumInstanceMetadataServiceVersion("2")
                    .build();

    /** The request that makes the instance. */
    public CreateNotebookInstanceRequest creation(List<Tag> tags) {
        return CreateNotebookInstanceRequest.builder()
                .notebookInstanceName(name)
                .instanceType(instanceType)
                .volumeSizeInGB(volumeSizeGiB)
                .platformIdentifier(platformIdentifier)
                .roleArn(roleArn)
                .subnetId(subnetId)
                .securityGroupIds(securityGroupIds)
                .directInternetAccess(directInternetAccess.name())
                .rootAccess(rootAccess.name())
                .kmsKeyId(kmsKeyId)
                .lifecycleConfigName(name)
                .instanceMetadataServiceConfiguration(METADATA_SERVICE)
                .defaultCodeRepository(defaultCodeRepository)
                .additionalCodeRepositories(additionalCodeRepositories)
                .tags(tags)
                .build();
    }

    /** The request that makes a stopped instance as it should be. */
    public UpdateNotebookInstanceRequest change(DescribeNotebookInstanceResponse actual) {
        var request = UpdateNotebookInstanceRequest.builder()
                .notebookInstanceName(name)
                .instanceType(instanceType)
                .volumeSizeInGB(Math.max(volumeSizeGiB, volumeOf(actual)))
                .platformIdentifier(platformIdentifier)
                .roleArn(roleArn)
                .rootAccess(rootAccess.name())
                .lifecycleConfigName(name)
                .instanceMetadataServiceConfiguration(METADATA_SERVICE)
                .defaultCodeRepository(defaultCodeRepository);
        if (additionalCodeRepositories != null && additionalCodeRepositories.isEmpty()) {
            request.disassociateAdditionalCodeRepositories(true);
        } else {
            request.additionalCodeRepositories(additionalCodeRepositories);
        }
        return request.build();
    }

    /** Whether what SageMaker can't change is as it should be. What it does not say counts as agreed. */
    public boolean agreeWhereFixed(DescribeNotebookInstanceResponse actual) {
        boolean sameGroups = securityGroupIds == null
                || !actual.hasSecurityGroups()
                || Set.copyOf(securityGroupIds).equals(Set.copyOf(actual.securityGroups()));
        return sameGroups
                && isUnsaidOr(subnetId, actual.subnetId())
                && isUnsaidOr(directInternetAccess.name(), actual.directInternetAccessAsString());
    }

    /** Whether what SageMaker can change is as it should be. A setting that it does not say counts as agreed. */
    public boolean agreeWhereChangeable(DescribeNotebookInstanceResponse actual) {
        return instanceType.equals(actual.instanceTypeAsString())
                && volumeSizeGiB <= volumeOf(actual)
                && isUnsaidOr(platformIdentifier, actual.platformIdentifier())
                && roleArn.equals(actual.roleArn())
                && isUnsaidOr(rootAccess.name(), actual.rootAccessAsString())
                && name.equals(actual.notebookInstanceLifecycleConfigName())
                && (actual.instanceMetadataServiceConfiguration() == null
                        || METADATA_SERVICE.equals(actual.instanceMetadataServiceConfiguration()))
                && (defaultCodeRepository == null || defaultCodeRepository.equals(actual.defaultCodeRepository()))
                && (additionalCodeRepositories == null
                        || additionalCodeRepositories.equals(actual.additionalCodeRepositories()));
    }

    private int volumeOf(DescribeNotebookInstanceResponse actual) {
        return Objects.requireNonNullElse(actual.volumeSizeInGB(), volumeSizeGiB);
    }

    /** No member of the answer is promised (API reference): to ask again for what is never said would never end. */
    private static boolean isUnsaidOr(String wanted, String actual) {
        return wanted == null || actual == null || wanted.equals(actual);
    }
}
