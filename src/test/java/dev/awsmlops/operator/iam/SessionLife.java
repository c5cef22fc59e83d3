package dev.awsmlops.operator.iam;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Sessions of both backends, with notebooks, that are changed by their owner and by others, and end. */
final class SessionLife {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final String NAME = "orders";

    private final World world;
    private final GlueClient glue;
    private final SageMakerClient sageMaker;
    private final SfnClient stepFunctions;

    private SessionLife(World world) {
        this.world = world;
        this.glue = world.glueConsole();
        this.sageMaker = world.sageMakerConsole();
        this.stepFunctions = world.stepFunctionsConsole();
    }

    static void record(Recorder recorder) {
        for (Manifest manifest : Manifest.values()) {
            if (manifest.hasNotebook()) {
                try (World world = new World()) {
                    recorder.listenTo(world);
                    world.startOperator();
                    new SessionLife(world).live(manifest);
                }
            }
        }
    }

    private void live(Manifest manifest) {
        ready(manifest, "");
        ready(manifest, "tags: {team: a}\nttl: 12h\nidleTimeout: 2h");
        ready(manifest, "tags: {team: a}\nttl: 12h\nidleTimeout: 2h\nnotebook: {instanceType: ml.t3.large}");
        if (manifest.isDevEndpoint()) {
            ready(
                    manifest,
                    "tags: {team: a}\nnotebook: {instanceType: ml.t3.large}\narguments: {--enable-glue-datacatalog: \"\"}");
        } else {
            startKernel();
        }
        new RoleDrift(world).strike();
        changeSwitch();
        leaveAnOldMarkAndStop();
        world.pass(RoleDrift.FULL_LOOK);
        world.untilPhase(NAME, Phase.Ready, HALF_AN_HOUR);
        world.untilPhase(NAME, Phase.Expired, Duration.ofHours(14));
        world.delete(NAME);
        world.untilGone(GlueDevSession.class, NAME, HALF_AN_HOUR);
    }

    private void startKernel() {
        String id = status().endpoint().name() + "-0b86a5d3-6c4f-4f0e-9d0e-0f7f3a1b2c3d";
        String uid = world.session(NAME).getMetadata().getUid();
        glue.createSession(request -> request.id(id)
                .role("arn:aws:iam::123456789012:role/glue-dev")
                .glueVersion("5.0")
                .command(command -> command.name("glueetl").pythonVersion("3"))
                .tags(Map.of("aws-mlops.dev/uid", uid, "aws-mlops.dev/cluster", World.CLUSTER)));
    }

    private void changeSwitch() {
        stepFunctions.updateStateMachine(
                request -> request.stateMachineArn(status().deadMansSwitch().stateMachineArn())
                        .definition(
                                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Done\",\"States\":{\"Done\":{\"Type\":\"Succeed\"}}}"));
    }

    /** As a notebook that stopped itself in an earlier life, and was stopped by hand now. */
    private void leaveAnOldMarkAndStop() {
        sageMaker.addTags(request -> request.resourceArn(status().notebook().arn())
                .tags(Tag.builder()
                        .key("aws-mlops.dev/idle-stopped-at")
                        .value(World.START.minusSeconds(1).toString())
                        .build()));
        sageMaker.stopNotebookInstance(
                request -> request.notebookInstanceName(status().notebook().name()));
    }

    private void ready(Manifest manifest, String changes) {
        world.apply(manifest.named(NAME, changes));
        world.settle();
        world.untilPhase(NAME, Phase.Ready, HALF_AN_HOUR);
        world.untilReady(GlueDevSession.class, NAME, HALF_AN_HOUR);
    }

    private GlueDevSessionStatus status() {
        return world.session(NAME).getStatus();
    }
}
