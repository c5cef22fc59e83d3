package dev.awsmlops.operator.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** A world in which objects vanish and leave things in AWS, and what its operators say of that. */
final class Leaks implements AutoCloseable {

    static final Duration HOUR = Duration.ofHours(1);

    /** Two sweeps, each put off by a tenth of the interval at most, and the first of them not made at once. */
    static final Duration GRACE_IS_OVER = Duration.ofMinutes(80);

    final World world = new World();
    private MeterRegistry meters = new SimpleMeterRegistry();

    /** The uid of a session that is ready and then vanishes. No operator runs afterwards. */
    String leaveBehind(Manifest manifest, String name, String changes) {
        world.startOperator();
        world.apply(manifest.named(name, changes));
        world.untilPhase(name, Phase.Ready, HOUR);
        String uid = world.session(name).getMetadata().getUid();
        world.stopOperator();
        world.vanish(GlueDevSession.class, name);
        return uid;
    }

    /** Starts an operator that sweeps each hour. */
    void sweep(SweepMode mode) {
        world.stopOperator();
        meters = new SimpleMeterRegistry();
        world.meters(meters);
        world.sweeping(new SweepPolicy(mode, HOUR, HOUR));
        world.startOperator();
    }

    /** As the metric counts them; empty where there is no such metric. */
    Optional<Double> counted() {
        return meters.find("mlops.leaked.resources").gauges().stream()
                .map(Gauge::value)
                .reduce(Double::sum);
    }

    double counted(String service) {
        return meters.get("mlops.leaked.resources")
                .tag("service", service)
                .gauge()
                .value();
    }

    List<String> told() {
        return world.eventNotes("Leaked");
    }

    List<String> toldAsEnded() {
        return world.eventNotes("LeakEnded");
    }

    List<ResourceType> left(String uid) {
        return world.resourcesOf(uid).stream().map(SimulatedResource::type).toList();
    }

    void changedInOrder(String... operations) {
        assertThat(world.writes()).containsSubsequence(operations);
    }

    /** Makes lifecycle configs by hand. */
    void makeConfigs(int number, String prefix, Map<String, String> tags) {
        try (SageMakerClient sageMaker = world.sageMakerConsole()) {
            for (int i = 0; i < number; i++) {
                String name = prefix + i;
                sageMaker.createNotebookInstanceLifecycleConfig(request ->
                        request.notebookInstanceLifecycleConfigName(name).tags(AwsRegion.sageMakerTagsOf(tags)));
            }
        }
    }

    static Ownership nobody(String cluster, String kind) {
        return new Ownership(cluster, kind, World.NAMESPACE, "gone", "5d1c0c9e-7d0c-4a3a-8f0b-3f8f8f0f6a11");
    }

    static String nameFor(Ownership owner) {
        return ResourceName.of(owner);
    }

    @Override
    public void close() {
        world.close();
    }
}
