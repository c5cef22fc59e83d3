package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.Provisioning;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The objects of a team, as they are first written down. Their specs are legal. */
final class Team {

    static final String BUCKET = "acme-orders";

    private static final String LAKE = "orders";
    private static final String WORKSPACE = "lab";

    private final Dice dice;
    private final boolean hasLake;
    private final boolean hasWorkspace;
    private final List<HasMetadata> objects = new ArrayList<>();

    Team(Dice dice) {
        this.dice = dice;
        int shape = dice.between(0, 99);
        hasLake = (shape >= 50 && shape < 70) || shape >= 85;
        hasWorkspace = shape >= 70;
        boolean hasSession = shape < 50 || (shape >= 57 && shape < 70) || shape >= 77;
        if (hasLake) {
            objects.add(lake());
        }
        if (hasWorkspace) {
            objects.add(workspace());
        }
        if (hasSession) {
            objects.add(session("explore"));
        }
        if (shape < 12) {
            objects.add(session("train"));
        }
    }

    /** In the order in which somebody would apply them, which need not be the one in which they can be made. */
    List<HasMetadata> objects() {
        return List.copyOf(objects);
    }

    /** Whether the bucket is there without them, to be adopted or only used. */
    boolean takesOverBucket() {
        return takesOver(DataLake.class, lake -> lake.getSpec().bucket().provisioning() != Provisioning.Create);
    }

    /** The same of the database. */
    boolean takesOverDatabase() {
        return takesOver(DataLake.class, lake -> lake.getSpec().database().provisioning() != Provisioning.Create);
    }

    /** The same of the repository. */
    boolean takesOverRepository() {
        return takesOver(MlWorkspace.class, lab -> lab.getSpec().repository().provisioning() != Provisioning.Create);
    }

    private <T> boolean takesOver(Class<T> type, Predicate<T> condition) {
        return objects.stream().filter(type::isInstance).map(type::cast).anyMatch(condition);
    }

    private HasMetadata session(String name) {
        if (hasWorkspace && dice.chance(0.6)) {
            return Kind.SESSION.complete(Manifest.SESSION.yaml(
                    name, common() + "roleArn: null\nworkspaceRef: {name: " + WORKSPACE + "}\n" + lakeRef()));
        }
        Manifest manifest = dice.of(Manifest.values());
        String role = hasWorkspace ? "roleArn: null\nroleRef: {name: " + WORKSPACE + "}\n" : "";
        String notebook = manifest.hasNotebook()
                ? "notebook: {instanceType: %s, deletionPolicy: %s}\n"
                        .formatted(dice.of("ml.t3.medium", "ml.t3.large"), dice.of("Delete", "Delete", "Retain"))
                : "";
        String idle = (manifest.hasNotebook() || !manifest.isDevEndpoint()) && dice.chance(0.25)
                ? "idleTimeout: " + dice.of("10m", "30m") + "\n"
                : "";
        return Kind.SESSION.complete(manifest.yaml(name, common() + role + notebook + idle + lakeRef()));
    }

    private String common() {
        return "ttl: %s\nnumberOfWorkers: %d\nonExpiry: %s\n%s"
                .formatted(
                        dice.of("20m", "45m", "75m", "2h"),
                        dice.between(2, 5),
                        dice.of("Stop", "Stop", "Stop", "Delete"),
                        dice.chance(0.3) ? "tags: {cost-centre: \"42\"}\n" : "");
    }

    private String lakeRef() {
        return hasLake ? "dataLakeRef: {name: " + LAKE + "}\n" : "";
    }

    private HasMetadata lake() {
        LakeManifest manifest = dice.of(LakeManifest.values());
        String changes =
                switch (dice.between(0, 5)) {
                    case 0 -> "bucket: {name: " + BUCKET + ", provisioning: Adopt, versioning: true}\n";
                    case 1 -> "bucket: {name: " + BUCKET + ", provisioning: Use}\n";
                    case 2 -> "database: {name: sales, provisioning: Adopt, deletionPolicy: Delete}\n";
                    case 3 -> "database: {name: sales, provisioning: Use}\n";
                    default -> "";
                };
        return Kind.LAKE.complete(manifest.yaml(LAKE, changes));
    }

    private HasMetadata workspace() {
        WorkspaceManifest manifest = dice.of(WorkspaceManifest.values());
        String lake = "dataLakeRef: " + (hasLake ? "{name: " + LAKE + "}" : "null") + "\n";
        String repository = manifest == WorkspaceManifest.WITH_GIT
                ? ""
                : switch (dice.between(0, 4)) {
                    case 0 -> "repository: {name: returns, provisioning: Adopt}\n";
                    case 1 -> "repository: {name: returns, provisioning: Use}\n";
                    case 2 -> "repository: {deletionPolicy: Delete}\n";
                    default -> "";
                };
        return Kind.WORKSPACE.complete(manifest.yaml(WORKSPACE, lake + repository));
    }
}
