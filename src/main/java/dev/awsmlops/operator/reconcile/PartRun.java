package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes a list of parts one step further, towards the spec or towards absence.
 *
 * <ul>
 *   <li>Towards the spec, in order; parts behind one that is refused or failing are not touched, unless none needs it.
 *   <li>Towards absence, in reverse, and each as far as it can get: a part that fails holds up only the parts that
 *       must outlive it, so that one stuck resource never keeps another one billing.
 *   <li>Something in AWS that is not ours is never changed and never deleted.
 * </ul>
 */
public final class PartRun {

    private static final Logger LOG = LoggerFactory.getLogger(PartRun.class);

    private final Map<Part<?>, Outcome> outcomes;

    private PartRun(Map<Part<?>, Outcome> outcomes) {
        this.outcomes = Collections.unmodifiableMap(outcomes);
    }

    /** One step towards the spec. */
    public static PartRun converge(List<Part<?>> parts) {
        var outcomes = new LinkedHashMap<Part<?>, Outcome>();
        for (Part<?> part : parts) {
            Outcome outcome = attempt(() -> converge(part), failure -> refusedOrFailing(part, failure));
            outcomes.put(part, outcome);
            if (!outcome.letsOthersGoOn() && !part.isLeaf()) {
                break;
            }
        }
        return new PartRun(outcomes);
    }

    /** One step towards absence. */
    public static PartRun remove(List<Part<?>> parts) {
        var outcomes = new LinkedHashMap<Part<?>, Outcome>();
        var reversed = new ArrayList<>(parts);
        Collections.reverse(reversed);
        for (Part<?> part : reversed) {
            Optional<Part<?>> user = part.usedBy().stream()
                    .filter(other -> !(outcomes.get(other) instanceof Outcome.Gone))
                    .findFirst();
            outcomes.put(
                    part,
                    user.<Outcome>map(other -> new Outcome.InProgress(
                                    Reason.Waiting, "waits until " + other.describe() + " is gone"))
                            .orElseGet(() -> attempt(() -> remove(part), Outcome.Failing::new)));
        }
        return new PartRun(outcomes);
    }

    /** The outcome of each part that was looked at, in the order of the looking. */
    public Collection<Outcome> outcomes() {
        return outcomes.values();
    }

    /** What became of one part; null when the run did not get to it. */
    public Outcome of(Part<?> part) {
        return outcomes.get(part);
    }

    /** What keeps it from being ready: what is stalled before what fails, and that before what is on its way. */
    public Optional<Outcome> obstacle() {
        return first(Outcome.Stalled.class)
                .or(() -> first(Outcome.Failing.class))
                .or(() -> outcomes.values().stream()
                        .filter(outcome -> !(outcome instanceof Outcome.Ready) && !(outcome instanceof Outcome.Idle))
                        .findFirst());
    }

    /** The first outcome of a kind, in the order of the looking. */
    public Optional<Outcome> first(Class<? extends Outcome> kind) {
        return outcomes.values().stream().filter(kind::isInstance).findFirst();
    }

    public boolean all(Class<? extends Outcome> kind) {
        return outcomes.values().stream().allMatch(kind::isInstance);
    }

    public boolean any(Class<? extends Outcome> kind) {
        return outcomes.values().stream().anyMatch(kind::isInstance);
    }

    private static <T> Outcome converge(Part<T> part) {
        Optional<T> actual = part.observe();
        if (actual.isEmpty()) {
            return part.create();
        }
        return part.isOurs(actual.get()) ? part.update(actual.get()) : nameTaken(part);
    }

    private static <T> Outcome remove(Part<T> part) {
        Optional<T> actual = part.observe();
        if (actual.isEmpty()) {
            return new Outcome.Gone(part.describe() + " does not exist");
        }
        return part.isOurs(actual.get())
                ? part.delete(actual.get())
                : new Outcome.Gone(part.describe() + " is not this object's and is left alone");
    }

    private static Outcome nameTaken(Part<?> part) {
        return new Outcome.Stalled(
                Reason.NameTaken,
                part.describe() + " exists already and does not carry this object's ownership tags; it is left alone. "
                        + part.ifTaken());
    }

    /** A fault of ours in one part must not keep the others from being taken down, so it is an outcome too. */
    private static Outcome attempt(Supplier<Outcome> step, Function<Failure, Outcome> onFailure) {
        try {
            return step.get();
        } catch (SdkException e) {
            return onFailure.apply(Failure.of(e));
        } catch (RuntimeException e) {
            LOG.error("A step failed in a way that is the operator's own fault", e);
            return new Outcome.Failing(Failure.internal(e));
        }
    }

    private static Outcome refusedOrFailing(Part<?> part, Failure failure) {
        if (failure.isRefusal()) {
            return new Outcome.Stalled(Reason.RefusedByAws, (failure.message() + " " + part.advice()).strip());
        }
        return new Outcome.Failing(
                failure.kind() == FailureKind.ACCESS_DENIED ? failure.advising(part.ifDenied()) : failure);
    }
}
