package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.notebook.IdleStop;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** What people do in AWS beside the operator, to what is the operator's: by mistake, or by working in it. */
final class ConsoleSteps {

    private static final String CLUSTER = "aws-mlops.dev/cluster";

    private final Scene scene;
    private final Dice dice;

    ConsoleSteps(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
    }

    void any() {
        List<SimulatedResource> ours = scene.aws().inventory().stream()
                .filter(resource -> World.CLUSTER.equals(resource.tags().get(CLUSTER)))
                .toList();
        if (ours.isEmpty()) {
            return;
        }
        SimulatedResource resource = dice.pick(ours);
        AwsRegion aws = scene.console();
        try {
            act(resource, aws.glue(), aws.sageMaker());
        } catch (software.amazon.awssdk.awscore.exception.AwsServiceException e) {
            scene.journal().write("console: was refused: " + e.awsErrorDetails().errorCode());
        }
    }

    private void act(SimulatedResource resource, GlueClient glue, SageMakerClient sageMaker) {
        String name = resource.name();
        switch (resource.type()) {
            case DEV_ENDPOINT -> {
                write("deletes", resource);
                glue.deleteDevEndpoint(request -> request.endpointName(name));
            }
            case SESSION -> {
                write("stops", resource);
                glue.stopSession(request -> request.id(name));
            }
            case NOTEBOOK_INSTANCE -> notebook(resource, sageMaker);
            case NOTEBOOK_LIFECYCLE_CONFIG -> {
                write("deletes", resource);
                sageMaker.deleteNotebookInstanceLifecycleConfig(
                        request -> request.notebookInstanceLifecycleConfigName(name));
            }
            case STATE_MACHINE -> {
                write("deletes", resource);
                scene.console()
                        .stateMachines()
                        .client()
                        .deleteStateMachine(request -> request.stateMachineArn(resource.arn()));
            }
            case CRAWLER -> {
                write("deletes", resource);
                glue.deleteCrawler(request -> request.name(name));
            }
            case BUCKET -> {
                write("puts data into", resource);
                scene.aws()
                        .buckets()
                        .put(name, "raw/orders/day=1/a.csv", "id,amount\n1,9.5\n".getBytes(StandardCharsets.UTF_8));
            }
            default -> scene.journal().write("console: looks at " + name);
        }
    }

    private void notebook(SimulatedResource resource, SageMakerClient sageMaker) {
        String name = resource.name();
        if (!resource.state().equals("InService")) {
            write("looks at", resource);
            return;
        }
        if (dice.chance(0.4) && hasGlueKernels(resource)) {
            openTab(resource);
            return;
        }
        if (dice.chance(0.5)) {
            write("lets stop itself, since nobody uses it,", resource);
            sageMaker.addTags(request -> request.resourceArn(resource.arn())
                    .tags(AwsRegion.sageMakerTagsOf(
                            Map.of(IdleStop.TAG, scene.clock().instant().toString()))));
        } else {
            write("stops", resource);
        }
        sageMaker.stopNotebookInstance(request -> request.notebookInstanceName(name));
    }

    /** The notebook of a dev endpoint has a tunnel instead. */
    private static boolean hasGlueKernels(SimulatedResource notebook) {
        return !notebook.tags().containsKey("aws-glue-dev-endpoint");
    }

    /** A Glue kernel starts a session of its own, named and tagged as the notebook's settings say. */
    private void openTab(SimulatedResource resource) {
        write("opens a tab in", resource);
        scene.console().glue().createSession(request -> request.id(resource.name() + "-"
                        + new UUID(dice.random().nextLong(), dice.random().nextLong()))
                .role("arn:aws:iam::123456789012:role/glue-dev")
                .command(command -> command.name("glueetl"))
                .timeout(480)
                .idleTimeout(30)
                .tags(owners(resource)));
    }

    private static Map<String, String> owners(SimulatedResource resource) {
        return resource.tags().entrySet().stream()
                .filter(tag -> tag.getKey().matches("aws-mlops.dev/(cluster|kind|namespace|name|uid)"))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void write(String what, SimulatedResource resource) {
        scene.journal().write("console: " + what + " " + resource.type() + " " + resource.name());
    }
}
