package dev.awsmlops.operator.argocd;

import dev.awsmlops.operator.argocd.Health.Level;
import dev.awsmlops.operator.testing.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Objects;

/** What Argo CD does to the objects of an Application, and makes of them, in a {@link World}. */
final class ArgoCd {

    /** The application instance label, for installations that track by it ({@code docs/user-guide/resource_tracking.md}). */
    private static final String TRACKING_LABEL = "app.kubernetes.io/instance";

    private static final String TRACKING_ID = "argocd.argoproj.io/tracking-id";
    private static final String APPLICATION = "team-a-mlops";

    private final World world;

    ArgoCd(World world) {
        this.world = world;
    }

    /**
     * What it takes an object's health to be. It does not ask the script about one that is being deleted
     * ({@code gitops-engine/pkg/health/health.go}, {@code GetResourceHealth}).
     */
    <T extends CustomResource<?, ?>> Health health(Class<T> kind, String name) {
        T object = Objects.requireNonNull(world.handle(kind, name).get());
        return object.isMarkedForDeletion()
                ? new Health(Level.Progressing, "Pending deletion")
                : HealthScript.of(kind).run(object);
    }

    <T extends CustomResource<?, ?>> void untilHealth(Level level, Class<T> kind, String name, Duration limit) {
        world.until(name + " is " + level, limit, () -> health(kind, name).level() == level);
    }

    /** Applies a manifest as a sync with {@code ServerSideApply=true} does, which forces conflicts. */
    void sync(HasMetadata manifest) {
        HasMetadata tracked = Serialization.clone(manifest);
        tracked.getMetadata().getLabels().put(TRACKING_LABEL, APPLICATION);
        tracked.getMetadata()
                .getAnnotations()
                .put(
                        TRACKING_ID,
                        "%s:%s/%s:%s/%s"
                                .formatted(
                                        APPLICATION,
                                        manifest.getApiVersion().replaceFirst("/.*", ""),
                                        manifest.getKind(),
                                        World.NAMESPACE,
                                        manifest.getMetadata().getName()));
        world.kubernetes()
                .resource(tracked)
                .forceConflicts()
                .fieldManager("argocd-controller")
                .serverSideApply();
    }

    /**
     * Goes on for that long as an Application with self-heal at its most eager: whether anything differs or not, it applies
     * the manifest again at each interval, and so makes the object anew when it is gone.
     */
    void selfHeal(HasMetadata manifest, Duration interval, Duration howLong) {
        for (Duration passed = Duration.ZERO; passed.compareTo(howLong) < 0; passed = passed.plus(interval)) {
            sync(manifest);
            world.pass(interval);
        }
    }
}
