package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Both worlds of one life.
 *
 * @param line the operator's line to AWS
 * @param console AWS as somebody at the console has it, on whom no fault strikes
 */
record Scene(
        ManualClock clock,
        SimulatedAws aws,
        Line line,
        AwsRegion console,
        Cluster cluster,
        Api api,
        Dice dice,
        Journal journal) {

    private static final String UID = "aws-mlops.dev/uid";

    /** What exists in AWS by the tags of that object. */
    List<SimulatedResource> resourcesOf(String uid) {
        return aws.inventory().stream()
                .filter(resource -> uid.equals(resource.tags().get(UID)))
                .toList();
    }

    Stream<SimulatedResource> resources(ResourceType type) {
        return aws.inventory().stream().filter(resource -> resource.type() == type);
    }

    Optional<SimulatedResource> resource(ResourceType type, String name) {
        return resources(type).filter(found -> found.name().equals(name)).findFirst();
    }
}
