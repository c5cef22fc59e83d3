package dev.awsmlops.sandbox.aws.fault;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Which calls a fault strikes, and then how. Conditions are joined by "and"; {@link #nth} and {@link #first} count the
 * calls that meet them all, from now on, retries included.
 */
public final class When {

    private final Function<FaultShape, Fault> set;
    private final Predicate<Attempt> match;
    private final IntPredicate count;

    /** What a fault is made of. */
    record FaultShape(Predicate<Attempt> match, Predicate<Attempt> due, Strike strike) {}

    When(Function<FaultShape, Fault> set, Predicate<Attempt> match) {
        this(set, match, number -> true);
    }

    private When(Function<FaultShape, Fault> set, Predicate<Attempt> match, IntPredicate count) {
        this.set = set;
        this.match = match;
        this.count = count;
    }

    public When by(String caller) {
        return where(attempt -> attempt.caller().equals(caller));
    }

    /** Only on the resource of this name, or of this ARN where the request gives an ARN. */
    public When about(String resource) {
        return where(attempt -> attempt.resource().filter(resource::equals).isPresent());
    }

    public When where(Predicate<Attempt> condition) {
        return new When(set, match.and(condition), count);
    }

    /** Only the n-th call, counted from one. */
    public When nth(int n) {
        return new When(set, match, number -> number == n);
    }

    public When first(int n) {
        return new When(set, match, number -> number <= n);
    }

    /** AWS answers with an error and does nothing. */
    public Fault failBefore(String code, String message, int status) {
        return strike(Moment.BEFORE, failing(code, message, status));
    }

    /** AWS does what was asked for, and yet answers with an error. */
    public Fault failAfter(String code, String message, int status) {
        return strike(Moment.AFTER, failing(code, message, status));
    }

    /** The request never reaches AWS. */
    public Fault loseRequest() {
        return strike(Moment.BEFORE, attempt -> {
            throw new IOException("Connection reset");
        });
    }

    /** AWS does what was asked for, and its answer never arrives. */
    public Fault loseResponse() {
        return strike(Moment.AFTER, attempt -> {
            throw new IOException("Connection reset");
        });
    }

    /**
     * AWS answers that all is well and does nothing, as StartNotebookInstance sometimes does (terraform-provider-aws
     * notebook_instance.go). The answer is empty.
     */
    public Fault ignore() {
        return strike(Strike.IGNORE);
    }

    /** Too many calls: AWS answers so and does nothing. */
    public Fault throttle() {
        return strike(Strike.refusing(Refusals::throttled));
    }

    /** No policy allows it. */
    public Fault deny() {
        return strike(Strike.refusing(Refusals::denied));
    }

    Fault strike(Moment moment, Strike.Blow blow) {
        return strike(new Strike(moment, blow));
    }

    private Fault strike(Strike strike) {
        AtomicInteger seen = new AtomicInteger();
        Predicate<Attempt> due = attempt -> count.test(seen.incrementAndGet());
        return set.apply(new FaultShape(match, due, strike));
    }

    private static Strike.Blow failing(String code, String message, int status) {
        return attempt -> {
            throw new ServiceFailure(code, message, status);
        };
    }
}
