package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceTags;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.DevEndpoint;

/** Dev endpoints, which AWS never stops. */
record SweptDevEndpoints(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.DEV_ENDPOINT;
    }

    @Override
    public ResourceTags tags() {
        return aws.glueTags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws
                .glue()
                .listDevEndpointsPaginator(request ->
                        request.tags(Map.of(Ownership.CLUSTER, cluster)).maxResults(PAGE))
                .stream()
                .flatMap(page -> page.devEndpointNames().stream())
                .map(name -> new Listed(name, aws.account().arn("glue", "devEndpoint/" + name), false));
    }

    @Override
    public Step remove(String name, boolean kept) {
        Optional<DevEndpoint> endpoint = aws.devEndpoints().now(name);
        if (endpoint.isEmpty()) {
            return Step.GONE;
        }
        if (endpoint.get().status().equals("TERMINATING")) {
            return Step.WAITING;
        }
        aws.glue().deleteDevEndpoint(request -> request.endpointName(name));
        return Step.TAKEN;
    }
}
