package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;

/** What others have in the account, some of it under names that look like ours or that ours would have. */
final class Others {

    private static final String ROLE = "arn:aws:iam::123456789012:role/glue-dev";

    /** Another cluster's object of the same name. */
    private static final Map<String, String> ANOTHER_CLUSTER = Map.of(
            "aws-mlops.dev/cluster", "another-cluster",
            "aws-mlops.dev/kind", "GlueDevSession",
            "aws-mlops.dev/namespace", World.NAMESPACE,
            "aws-mlops.dev/name", "explore",
            "aws-mlops.dev/uid", "00000000-0000-0000-0000-000000000042");

    private final Scene scene;
    private final Dice dice;
    private final Map<String, SimulatedResource> before = new HashMap<>();
    private boolean nameIsTaken;

    Others(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
    }

    /** Puts it there, with what a team means to adopt or to use. */
    void settle(Team team) {
        AwsRegion aws = scene.console();
        scene.aws().buckets().create("us-east-1", "acme-others");
        scene.aws().buckets().put("acme-others", "raw/a.csv", "id\n1\n".getBytes(StandardCharsets.UTF_8));
        if (dice.chance(0.5)) {
            aws.glue().createDevEndpoint(request -> request.endpointName("mlops-team-a-explore-00000000")
                    .roleArn(ROLE)
                    .tags(ANOTHER_CLUSTER));
        }
        if (dice.chance(0.5)) {
            aws.glue()
                    .createSession(request ->
                            request.id("mlops-team-a-explore").role(ROLE).command(command -> command.name("glueetl")));
        }
        if (dice.chance(0.5)) {
            aws.sageMaker().createNotebookInstance(request -> request.notebookInstanceName("mlops-team-a-lab-00000000")
                    .instanceType("ml.t3.medium")
                    .roleArn(ROLE)
                    .tags(AwsRegion.sageMakerTagsOf(ANOTHER_CLUSTER)));
        }
        if (dice.chance(0.1)) {
            takeAName(team, aws);
        }
        scene.aws().inventory().forEach(resource -> before.put(key(resource), resource));
        prepare(team, aws);
    }

    /** Whether something of the team's can't be made, since its name is taken. */
    boolean nameIsTaken() {
        return nameIsTaken;
    }

    /** The first thing that has changed, in words. */
    Optional<String> touched() {
        Map<String, SimulatedResource> now = scene.aws().inventory().stream()
                .collect(Collectors.toMap(Others::key, resource -> resource, (one, other) -> one));
        return before.entrySet().stream()
                .flatMap(entry -> difference(entry.getValue(), Optional.ofNullable(now.get(entry.getKey()))).stream())
                .findFirst()
                .or(() -> scene.aws().buckets().keys("acme-others").equals(List.of("raw/a.csv"))
                        ? Optional.empty()
                        : Optional.of("the objects of another bucket have changed"));
    }

    private static Optional<String> difference(SimulatedResource before, Optional<SimulatedResource> now) {
        if (now.isEmpty()) {
            return Optional.of(key(before) + " of others is gone");
        }
        boolean same = now.get().tags().equals(before.tags())
                && now.get().createdAt().equals(before.createdAt())
                && now.get().units().equals(before.units())
                && !now.get().state().matches("(?i)stop.*|delet.*|terminat.*|updat.*");
        return same ? Optional.empty() : Optional.of(before + " of others has become " + now.get());
    }

    private void takeAName(Team team, AwsRegion aws) {
        nameIsTaken = true;
        String explore = ResourceName.of(new Ownership(
                World.CLUSTER,
                "GlueDevSession",
                World.NAMESPACE,
                "explore",
                scene.cluster().nextUid()));
        switch (dice.between(team.takesOverBucket() ? 1 : 0, 3)) {
            case 0 -> scene.aws().buckets().create("us-east-1", Team.BUCKET);
            case 1 ->
                aws.glue().createDatabase(request -> request.databaseInput(input -> input.name("orders"))
                        .tags(ANOTHER_CLUSTER));
            case 2 ->
                aws.codeCommit().createRepository(request -> request.repositoryName("team-a-lab")
                        .tags(ANOTHER_CLUSTER));
            default ->
                aws.sageMaker().createNotebookInstance(request -> request.notebookInstanceName(explore)
                        .instanceType("ml.t3.medium")
                        .roleArn(ROLE)
                        .tags(AwsRegion.sageMakerTagsOf(ANOTHER_CLUSTER)));
        }
        scene.journal()
                .write("somebody else has: "
                        + scene.aws().inventory().stream().map(Others::key).collect(Collectors.joining(", ")));
    }

    /** What the team's objects adopt, or only use. */
    private void prepare(Team team, AwsRegion aws) {
        if (team.takesOverBucket()) {
            scene.aws().buckets().create("us-east-1", Team.BUCKET);
        }
        if (team.takesOverDatabase()) {
            aws.glue().createDatabase(request -> request.databaseInput(input -> input.name("sales")));
        }
        if (team.takesOverRepository()) {
            aws.codeCommit().createRepository(request -> request.repositoryName("returns"));
            if (dice.chance(0.5)) {
                aws.codeCommit().createCommit(request -> request.repositoryName("returns")
                        .branchName("main")
                        .commitMessage("Begin")
                        .putFiles(PutFileEntry.builder()
                                .filePath("README.md")
                                .fileContent(SdkBytes.fromUtf8String("# Returns\n"))
                                .build()));
            }
        }
    }

    private static String key(SimulatedResource resource) {
        return resource.type() + " " + resource.name();
    }
}
