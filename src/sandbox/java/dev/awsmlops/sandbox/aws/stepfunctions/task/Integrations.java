package dev.awsmlops.sandbox.aws.stepfunctions.task;

import dev.awsmlops.sandbox.aws.service.RoleCalls;

/** The integrations that are simulated, by the ARN that a Task state names as its Resource. */
public final class Integrations {

    private static final String PREFIX = "arn:aws:states:::";
    private static final String SDK = PREFIX + "aws-sdk:";

    private final RoleCalls calls;

    public Integrations(RoleCalls calls) {
        this.calls = calls;
    }

    /**
     * The integration of that ARN.
     *
     * @throws IllegalArgumentException saying why there is none
     */
    public Integration named(String resource) {
        Integration integration = find(resource);
        if (!calls.simulates(integration.service(), integration.operation())) {
            throw new IllegalArgumentException(
                    "%s of %s is not simulated".formatted(integration.operation(), integration.service()));
        }
        return integration;
    }

    private static Integration find(String resource) {
        if (resource.equals(SnsPublish.RESOURCE)) {
            return new SnsPublish();
        }
        if (resource.startsWith(SDK)) {
            String[] parts = resource.substring(SDK.length()).split(":", -1);
            if (parts.length == 2) {
                return SdkCall.of(parts[0], parts[1]);
            }
        }
        throw new IllegalArgumentException("The resource %s is not simulated: only %sSERVICE:ACTION and %s are"
                .formatted(resource, SDK, SnsPublish.RESOURCE));
    }
}
