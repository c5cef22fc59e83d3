package dev.awsmlops.sandbox.aws.fault;

import dev.awsmlops.sandbox.aws.service.Outcomes;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Everything that can be made to go wrong. Faults compose: each looks at every call, and of those due at the same moment
 * the one set first wins. Thread-safe.
 */
public final class Faults {

    private final List<Fault> set = new CopyOnWriteArrayList<>();
    private final Outcomes outcomes;
    private final Consumer<String> killer;

    /**
     * The faults of one account.
     *
     * @param killer kills the process behind a caller, and throws
     */
    public Faults(Outcomes outcomes, Consumer<String> killer) {
        this.outcomes = outcomes;
        this.killer = killer;
    }

    /**
     * A fault on one operation.
     *
     * @param service the signing name, such as {@code glue}
     */
    public When on(String service, String operation) {
        return onAny().where(attempt ->
                attempt.service().equals(service) && attempt.operation().equals(operation));
    }

    public When onAny() {
        return new When(shape -> add(shape.match(), shape.due(), shape.strike()), attempt -> true);
    }

    /** The first n calls of every operation are throttled, whoever makes them. */
    public Fault throttleFirst(int n) {
        Map<String, Integer> seen = new HashMap<>();
        Predicate<Attempt> due =
                attempt -> seen.merge(attempt.service() + ":" + attempt.operation(), 1, Integer::sum) <= n;
        return add(attempt -> true, due, Strike.refusing(Refusals::throttled));
    }

    /**
     * A token bucket for all calls of a service. It fills by the simulated clock: while that stands still, nothing more
     * gets through.
     */
    public Fault rateLimit(String service, double perSecond, int burst) {
        return add(
                attempt -> attempt.service().equals(service),
                new Throttle(perSecond, burst),
                Strike.refusing(Refusals::throttled));
    }

    /**
     * The caller's process dies at its n-th call from now, reads and retries included: every door opened for it so far
     * is killed.
     *
     * @param moment whether the call still has its effect
     */
    public Fault crashAt(String caller, int callNumber, Moment moment) {
        return onAny().by(caller).nth(callNumber).strike(moment, attempt -> killer.accept(attempt.caller()));
    }

    /**
     * The next resource of the type to be created, or notebook instance to be started, ends FAILED, with a reason. So does
     * the next crawl, for the type of crawlers.
     */
    public void failNext(ResourceType type, String reason) {
        outcomes.failNext(type, Optional.of(reason));
    }

    /** The same, but it does not say why, as AWS has been seen to do (boto3#2167). */
    public void failNext(ResourceType type) {
        outcomes.failNext(type, Optional.empty());
    }

    /**
     * The resource, which need not exist yet, stays in the transitional state, as AWS's sometimes do for hours
     * (amazon-sagemaker-examples#1094, #1798).
     *
     * @return releases it
     */
    public Runnable hold(ResourceType type, String name, String state) {
        return outcomes.hold(type, name, state);
    }

    /** Resources created from now on are unseen by reads for this long, though their names are taken. */
    public void hideNewFor(Duration duration) {
        outcomes.hideNewFor(duration);
    }

    /** All is well again: faults are removed, held resources released. */
    public void clear() {
        set.clear();
        outcomes.clear();
    }

    /** What is due for this call, in the order in which it was set. To be asked once a call. */
    public Due consider(Attempt attempt) {
        return new Due(
                attempt,
                set.stream().flatMap(fault -> fault.consider(attempt).stream()).toList());
    }

    private Fault add(Predicate<Attempt> match, Predicate<Attempt> due, Strike strike) {
        Fault fault = new Fault(match, due, strike, set::remove);
        set.add(fault);
        return fault;
    }

    /** What goes wrong with one call. */
    public static final class Due {
        private final Attempt attempt;
        private final List<Strike> strikes;

        private Due(Attempt attempt, List<Strike> strikes) {
            this.attempt = attempt;
            this.strikes = strikes;
        }

        /** Whether AWS does nothing and says that it did. */
        public boolean ignored() {
            return strikes.stream().anyMatch(Strike::ignores);
        }

        /**
         * Lets what is due at the moment go wrong.
         *
         * @throws IOException when the request or the answer is lost
         */
        public void strike(Moment moment) throws IOException {
            for (Strike strike : strikes) {
                if (strike.moment() == moment) {
                    strike.blow().land(attempt);
                }
            }
        }
    }
}
