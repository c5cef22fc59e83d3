package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.aws.ResourceTags;
import java.util.stream.Stream;

/** The scripts of notebooks. */
record SweptLifecycleConfigs(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.LIFECYCLE_CONFIG;
    }

    @Override
    public ResourceTags tags() {
        return aws.sageMakerTags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws
                .sageMaker()
                .listNotebookInstanceLifecycleConfigsPaginator(
                        request -> request.nameContains(ResourceName.PREFIX).maxResults(PAGE))
                .notebookInstanceLifecycleConfigs()
                .stream()
                .map(config -> new Listed(
                        config.notebookInstanceLifecycleConfigName(),
                        config.notebookInstanceLifecycleConfigArn(),
                        false));
    }

    @Override
    public Step remove(String name, boolean kept) {
        if (aws.lifecycleConfigs().now(name).isEmpty()) {
            return Step.GONE;
        }
        aws.sageMaker()
                .deleteNotebookInstanceLifecycleConfig(request -> request.notebookInstanceLifecycleConfigName(name));
        return Step.TAKEN;
    }
}
