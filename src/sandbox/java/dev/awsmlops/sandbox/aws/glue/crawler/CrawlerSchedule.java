package dev.awsmlops.sandbox.aws.glue.crawler;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.cron.CronExpression;
import dev.awsmlops.sandbox.aws.service.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a crawler starts by itself (API reference, Schedule). */
final class CrawlerSchedule {

    /** "Cron expressions that lead to rates faster than 5 minutes are not supported" (Glue developer guide). */
    private static final Duration FASTEST = Duration.ofMinutes(5);

    private String expression = "";
    private Optional<CronExpression> cron = Optional.empty();
    private boolean scheduled;
    private Optional<Instant> next = Optional.empty();
    private Instant changingUntil = Instant.MIN;

    /** What AWS takes for a schedule. Empty text is none. No source tells in which words it refuses others. */
    static Optional<CronExpression> parse(String expression) {
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        try {
            CronExpression cron = CronExpression.parse(expression);
            if (cron.shortestGap().compareTo(FASTEST) < 0) {
                throw invalid("Schedule %s leads to a rate faster than 5 minutes.".formatted(expression));
            }
            return Optional.of(cron);
        } catch (IllegalArgumentException malformed) {
            throw invalid("Schedule is not a valid cron expression: " + malformed.getMessage());
        }
    }

    /** Runs by the expression from now on, or not at all when there is none. */
    void set(String changed, Instant now) {
        cron = parse(changed);
        expression = changed;
        if (cron.isPresent()) {
            start(now);
        } else {
            stop();
        }
    }

    void start(Instant now) {
        scheduled = true;
        next = cron.flatMap(expressed -> expressed.next(now));
    }

    void stop() {
        scheduled = false;
        next = Optional.empty();
    }

    void change(Instant now, Duration took) {
        changingUntil = now.plus(took);
    }

    boolean present() {
        return cron.isPresent();
    }

    boolean scheduled() {
        return scheduled;
    }

    boolean changing(Instant now) {
        return now.isBefore(changingUntil);
    }

    /** The next moment to start at. */
    Optional<Instant> next() {
        return next;
    }

    /** The moment has come. */
    void passed(Instant moment) {
        next = cron.flatMap(expressed -> expressed.next(moment));
    }

    /** The Schedule structure. Empty for a crawler that has none. */
    Optional<ObjectNode> describe(Instant now) {
        String settled = scheduled ? "SCHEDULED" : "NOT_SCHEDULED";
        return cron.map(unused -> new Output()
                .put("ScheduleExpression", expression)
                .put("State", changing(now) ? "TRANSITIONING" : settled)
                .json());
    }
}
