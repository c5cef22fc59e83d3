package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.aws.ResourceTags;
import java.util.stream.Stream;

/** The names under which SageMaker knows Git repositories. The repositories themselves are data, and not touched. */
record SweptCodeRepositories(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.CODE_REPOSITORY;
    }

    @Override
    public ResourceTags tags() {
        return aws.sageMakerTags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws
                .sageMaker()
                .listCodeRepositoriesPaginator(
                        request -> request.nameContains(ResourceName.PREFIX).maxResults(PAGE))
                .codeRepositorySummaryList()
                .stream()
                .map(repository -> new Listed(repository.codeRepositoryName(), repository.codeRepositoryArn(), false));
    }

    @Override
    public Step remove(String name, boolean kept) {
        if (aws.codeRepositories().now(name).isEmpty()) {
            return Step.GONE;
        }
        aws.sageMaker().deleteCodeRepository(request -> request.codeRepositoryName(name));
        return Step.TAKEN;
    }
}
