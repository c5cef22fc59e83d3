package dev.awsmlops.sandbox.aws.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.Units;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Glue development endpoint: PROVISIONING, then READY or FAILED, then TERMINATING until it is gone (Glue developer
 * guide, "Viewing development endpoint properties"). It never times out by itself.
 */
final class DevEndpoint extends Resource {

    private static final String PROVISIONING = "PROVISIONING";
    private static final String READY = "READY";
    private static final String FAILED = "FAILED";
    private static final String TERMINATING = "TERMINATING";

    /**
     * Ten minutes at least (Glue developer guide, "Developing scripts using development endpoints"). That PROVISIONING and
     * TERMINATING cost and FAILED does not is an assumption: no source tells.
     */
    private static final Billing BILLING =
            new Billing(Set.of(PROVISIONING, READY, TERMINATING), Duration.ofMinutes(10));

    private final Timings timings;
    private final ObjectNode properties;
    private Instant modifiedAt;
    private Optional<Instant> updatedUntil = Optional.empty();

    DevEndpoint(World world, Request request, String name, Map<String, String> tags, double dpus) {
        super(world, request, ResourceType.DEV_ENDPOINT, name, tags, PROVISIONING, Optional.of(new Units("DPU", dpus)));
        timings = world.timings();
        modifiedAt = request.now();
        properties = request.input().deepCopy();
        properties.remove("Tags");
        if (fails()) {
            lifecycle().pass(PROVISIONING, FAILED, request.now(), timings.of(Step.DEV_ENDPOINT_FAILING));
        } else {
            lifecycle().pass(PROVISIONING, READY, request.now(), timings.of(Step.DEV_ENDPOINT_PROVISIONING));
        }
    }

    @Override
    public Billing billing() {
        return BILLING;
    }

    ObjectNode properties() {
        return properties;
    }

    boolean ready(Instant now) {
        return state(now).equals(READY);
    }

    boolean updating(Instant now) {
        return updatedUntil.filter(now::isBefore).isPresent();
    }

    void updated(Instant now) {
        modifiedAt = now;
        updatedUntil = Optional.of(now.plus(timings.of(Step.DEV_ENDPOINT_UPDATING)));
    }

    void delete(Instant now) {
        if (!state(now).equals(TERMINATING)) {
            lifecycle().pass(TERMINATING, Lifecycle.GONE, now, timings.of(Step.DEV_ENDPOINT_DELETING));
        }
    }

    /** The DevEndpoint structure. It has no tags: GetTags does. */
    ObjectNode describe(Instant now) {
        Output output = new Output()
                .copy(
                        properties,
                        "EndpointName",
                        "RoleArn",
                        "SecurityGroupIds",
                        "SubnetId",
                        "WorkerType",
                        "GlueVersion",
                        "NumberOfWorkers",
                        "NumberOfNodes",
                        "ExtraPythonLibsS3Path",
                        "ExtraJarsS3Path",
                        "PublicKey",
                        "PublicKeys",
                        "SecurityConfiguration",
                        "Arguments")
                .put("Status", state(now))
                .put("FailureReason", failureReason(now))
                .put("CreatedTimestamp", createdAt())
                .put("LastModifiedTimestamp", modifiedAt)
                .put("ZeppelinRemoteSparkInterpreterPort", 9007);
        updatedUntil.ifPresent(until -> output.put("LastUpdateStatus", updating(now) ? "PENDING" : "COMPLETED"));
        if (ready(now)) {
            addresses(output);
        }
        return output.json();
    }

    /** The public address exists only outside a VPC, the private one only in it (API reference, DevEndpoint). */
    private void addresses(Output output) {
        output.put("YarnEndpointAddress", "169.254.76.1:8020");
        output.put("AvailabilityZone", region() + "a");
        if (properties.hasNonNull("SubnetId")) {
            output.put("PrivateAddress", "10.0.0.10").put("VpcId", "vpc-0simulated");
        } else {
            output.put("PublicAddress", "ec2-203-0-113-10.%s.compute.amazonaws.com".formatted(region()));
        }
    }
}
