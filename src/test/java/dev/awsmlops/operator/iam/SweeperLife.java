package dev.awsmlops.operator.iam;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.sweep.SweepMode;
import dev.awsmlops.operator.sweep.SweepPolicy;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;

/** Objects of all kinds vanish, and an operator that has none to look after takes down what they have left. */
final class SweeperLife {

    private static final Duration HOUR = Duration.ofHours(1);

    private final World world;

    private SweeperLife(World world) {
        this.world = world;
    }

    static void record(Recorder recorder) {
        try (World world = new World()) {
            new SweeperLife(world).live(recorder);
        }
    }

    private void live(Recorder recorder) {
        leaveThingsBehind();
        recorder.listenTo(world);
        world.sweeping(new SweepPolicy(SweepMode.Delete, HOUR, HOUR));
        world.startOperator();
        world.pass(Duration.ofMinutes(10));
        Runnable crawling = crawl();
        world.pass(HOUR.multipliedBy(2));
        crawling.run();
        world.pass(HOUR.multipliedBy(6));
        List<ResourceType> data =
                List.of(ResourceType.BUCKET, ResourceType.DATABASE, ResourceType.TABLE, ResourceType.REPOSITORY);
        List<SimulatedResource> left = world.aws().inventory().stream()
                .filter(resource -> !data.contains(resource.type()))
                .toList();
        if (!left.isEmpty()) {
            throw new IllegalStateException("not taken down: " + left);
        }
    }

    private void leaveThingsBehind() {
        world.startOperator();
        world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("etl", "ttl: 24h"));
        world.apply(Manifest.SESSION.named("explore", "ttl: 24h"));
        world.apply(LakeManifest.WITH_CRAWLER.named("orders"));
        world.apply(WorkspaceManifest.SHORTEST.named("churn"));
        world.untilPhase("etl", Phase.Ready, HOUR);
        world.untilPhase("explore", Phase.Ready, HOUR);
        world.untilReady(DataLake.class, "orders", HOUR);
        world.untilReady(MlWorkspace.class, "churn", HOUR);
        attachPolicy();
        world.stopOperator();
        world.vanish(GlueDevSession.class, "etl");
        world.vanish(GlueDevSession.class, "explore");
        world.vanish(DataLake.class, "orders");
        world.vanish(MlWorkspace.class, "churn");
    }

    /** A crawl that goes on until it is released. */
    private Runnable crawl() {
        String crawler = only(ResourceType.CRAWLER);
        Runnable release = world.aws().faults().hold(ResourceType.CRAWLER, crawler, "RUNNING");
        try (GlueClient glue = world.glueConsole()) {
            glue.startCrawler(request -> request.name(crawler));
        }
        return release;
    }

    private void attachPolicy() {
        try (IamClient iam = world.iamConsole()) {
            iam.attachRolePolicy(request -> request.roleName(only(ResourceType.ROLE))
                    .policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
        }
    }

    private String only(ResourceType type) {
        return world.aws().inventory().stream()
                .filter(resource -> resource.type() == type)
                .map(SimulatedResource::name)
                .findFirst()
                .orElseThrow();
    }
}
