package dev.awsmlops.sandbox.aws;

import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Units;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What exists in the account at one moment.
 *
 * @param state as AWS reports it; empty for what has no states
 * @param billing whether it costs by the hour in this state
 * @param units what the hours are of
 */
public record SimulatedResource(
        ResourceType type,
        String name,
        String arn,
        String region,
        String state,
        Map<String, String> tags,
        Instant createdAt,
        boolean billing,
        Optional<Units> units) {

    static SimulatedResource of(Resource resource, Instant now) {
        String state = resource.state(now);
        return new SimulatedResource(
                resource.type(),
                resource.name(),
                resource.arn(),
                resource.region(),
                state,
                Map.copyOf(resource.tags()),
                resource.createdAt(),
                resource.billing().states().contains(state),
                resource.units());
    }
}
