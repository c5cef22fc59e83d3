package dev.awsmlops.operator.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a team does with its objects: what a user may do, and what the API server lets through. */
final class UserSteps {

    private final Scene scene;
    private final Dice dice;
    private final List<HasMetadata> manifests;
    private int requests;

    UserSteps(Scene scene, Dice dice, Team team) {
        this.scene = scene;
        this.dice = dice;
        this.manifests = new ArrayList<>(team.objects());
    }

    List<HasMetadata> manifests() {
        return List.copyOf(manifests);
    }

    /** Applies a manifest as it was first written. */
    void apply(HasMetadata manifest) {
        List<String> objections = scene.cluster().apply(manifest);
        scene.journal().ask("applies " + Id.of(manifest) + (objections.isEmpty() ? "" : ", refused: " + objections));
    }

    /** One of the things that a user may do next. */
    void any() {
        HasMetadata manifest = dice.pick(manifests);
        Id id = Id.of(manifest);
        Optional<HasMetadata> object = scene.cluster().find(id);
        int what = dice.between(0, 99);
        if (object.isEmpty()) {
            apply(manifest);
        } else if (what < 12) {
            delete(id);
        } else if (what < 32) {
            ask(id);
        } else if (what < 45) {
            boolean suspended =
                    Kind.manifest(object.get()).path("spec").path("suspend").asBoolean();
            change(object.get(), suspended ? "resume" : "suspend", spec -> spec.put("suspend", !suspended));
        } else {
            switch (id.kind()) {
                case SESSION -> changeSession(object.get());
                case LAKE -> changeLake(object.get());
                case WORKSPACE -> changeWorkspace(object.get());
            }
        }
    }

    void delete(Id id) {
        scene.journal().ask("deletes " + id);
        scene.cluster().delete(id);
    }

    /** Asks for a renewal, a start or a crawl. */
    void ask(Id id) {
        String annotation =
                switch (id.kind()) {
                    case SESSION -> GlueDevSession.RENEW;
                    case LAKE -> DataLake.CRAWL;
                    case WORKSPACE -> MlWorkspace.START;
                };
        scene.journal().ask("annotates " + id + " with " + annotation + "=" + ++requests);
        scene.cluster().annotate(id, annotation, Integer.toString(requests));
    }

    /** Whatever was suspended goes on. */
    void resume(HasMetadata object) {
        if (Kind.manifest(object).path("spec").path("suspend").asBoolean()) {
            change(object, "resume", spec -> spec.put("suspend", false));
        }
    }

    private void changeSession(HasMetadata object) {
        switch (dice.between(0, 4)) {
            case 0 -> {
                String ttl = dice.of("10m", "30m", "90m", "3h", "5h");
                change(object, "ttl " + ttl, spec -> spec.put("ttl", ttl));
            }
            case 1 -> {
                int workers = dice.between(2, 6);
                change(object, workers + " workers", spec -> spec.put("numberOfWorkers", workers));
            }
            case 2 -> changeNotebook(object);
            case 3 -> change(object, "tags", spec -> spec.putObject("tags").put("cost-centre", "7"));
            default -> {
                String action = dice.of("Stop", "Delete");
                change(object, "onExpiry " + action, spec -> spec.put("onExpiry", action));
            }
        }
    }

    private void changeLake(HasMetadata object) {
        switch (dice.between(0, 2)) {
            case 0 -> change(object, "versioning", spec -> ((ObjectNode) spec.get("bucket")).put("versioning", true));
            case 1 -> change(object, "no crawlers", spec -> spec.remove("crawlers"));
            default ->
                change(object, "another crawler", spec -> {
                    ObjectNode crawler = spec.putArray("crawlers").addObject();
                    crawler.put("name", "landing").put("recrawl", "Everything");
                    crawler.putArray("targets").addObject().put("zone", "raw");
                });
        }
    }

    private void changeWorkspace(HasMetadata object) {
        switch (dice.between(0, 4)) {
            case 0, 1 -> {
                String state = dice.of("Running", "Stopped");
                change(object, "notebook " + state, spec -> ((ObjectNode) spec.get("notebook")).put("state", state));
            }
            case 2 -> changeNotebook(object);
            case 3 -> {
                boolean enabled = dice.chance(0.5);
                change(object, "monitoring " + enabled, spec -> ((ObjectNode) spec.get("monitoring"))
                        .put("enabled", enabled));
            }
            default -> change(object, "tags", spec -> spec.putObject("tags").put("cost-centre", "7"));
        }
    }

    private void changeNotebook(HasMetadata object) {
        String type = dice.of("ml.t3.medium", "ml.t3.large", "ml.m5.xlarge");
        change(object, "notebook " + type, spec -> {
            if (spec.get("notebook") instanceof ObjectNode notebook) {
                notebook.put("instanceType", type);
            }
        });
    }

    private void change(HasMetadata object, String what, Consumer<ObjectNode> edit) {
        ObjectNode manifest = Kind.manifest(object);
        edit.accept((ObjectNode) manifest.get("spec"));
        List<String> objections = scene.cluster().apply(Id.of(object).kind().complete(manifest.toString()));
        scene.journal()
                .ask("changes " + Id.of(object) + ": " + what
                        + (objections.isEmpty() ? "" : ", refused: " + objections.get(0)));
    }
}
