package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingChangeTest {

    private static final Condition THROTTLED = notReady("Throttled", "Rate exceeded (request 1)");

    private final TellingChange<GlueDevSession> filter = new TellingChange<>();

    @Test
    void otherWordsForTheSameDoNotGoThrough() {
        Condition sameAgain = notReady("Throttled", "Rate exceeded (request 2)");
        Condition otherwise = notReady("AwsUnavailable", "Connection reset");

        assertThat(filter.accept(session(Phase.Pending, sameAgain, "0.1"), session(Phase.Pending, THROTTLED, "0.1")))
                .isFalse();
        assertThat(filter.accept(session(Phase.Pending, otherwise, "0.1"), session(Phase.Pending, THROTTLED, "0.1")))
                .isFalse();
    }

    @Test
    void aCostThatHasGrownDoesNotGoThrough() {
        assertThat(filter.accept(session(Phase.Pending, THROTTLED, "0.2"), session(Phase.Pending, THROTTLED, "0.1")))
                .isFalse();
    }

    @Test
    void aConditionThatHoldsNowGoesThrough() {
        Condition ready = new Condition("Ready", Status.True, "Ready", "is ready", "2026-11-23T08:00:00Z", 1L);

        assertThat(filter.accept(session(Phase.Pending, ready, "0.1"), session(Phase.Pending, THROTTLED, "0.1")))
                .isTrue();
    }

    @Test
    void aFactInTheStatusGoesThrough() {
        assertThat(filter.accept(session(Phase.Ready, THROTTLED, "0.1"), session(Phase.Pending, THROTTLED, "0.1")))
                .isTrue();
    }

    @Test
    void theSpecAndTheDeletionGoThrough() {
        GlueDevSession before = session(Phase.Ready, THROTTLED, "0.1");
        GlueDevSession changed = session(Phase.Ready, THROTTLED, "0.1");
        changed.getMetadata().setGeneration(2L);
        GlueDevSession deleted = session(Phase.Ready, THROTTLED, "0.1");
        deleted.getMetadata().setDeletionTimestamp("2026-11-23T08:00:00Z");

        assertThat(filter.accept(changed, before)).isTrue();
        assertThat(filter.accept(deleted, before)).isTrue();
    }

    private static Condition notReady(String reason, String message) {
        return new Condition("Ready", Status.False, reason, message, "2026-11-23T08:00:00Z", 1L);
    }

    private static GlueDevSession session(Phase phase, Condition condition, String accrued) {
        var session = new GlueDevSession();
        session.setMetadata(
                new ObjectMetaBuilder().withName("explore").withGeneration(1L).build());
        session.setStatus(new GlueDevSessionStatus(
                1L,
                null,
                phase,
                "8h",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Cost("0.88", accrued, "2026-11-23T08:00:00Z", null),
                List.of(condition)));
        return session;
    }
}
