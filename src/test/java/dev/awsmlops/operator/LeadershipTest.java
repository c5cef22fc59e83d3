package dev.awsmlops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private final AtomicInteger ends = new AtomicInteger();
    private final Leadership leadership = Leadership.byElection();
    private final LeaderElectionConfiguration election =
            leadership.election("mlops-operator", "pod-a", ends::incrementAndGet);

    @Test
    void aProcessThatHasLostTheLeaseIsAskedToEnd() {
        election.getLeaderCallbacks().orElseThrow().onStopLeading();

        assertThat(ends).hasValue(1);
    }

    @Test
    void aProcessThatGetsTheLeaseOrSeesAnotherGetItGoesOn() {
        election.getLeaderCallbacks().orElseThrow().onStartLeading();
        election.getLeaderCallbacks().orElseThrow().onNewLeader("pod-b");

        assertThat(ends).hasValue(0);
    }

    @Test
    void itIsHeldFromTheElectionUntilTheLeaseIsLost() {
        assertThat(leadership.isHeld()).isFalse();

        election.getLeaderCallbacks().orElseThrow().onNewLeader("pod-b");
        assertThat(leadership.isHeld()).as("another was elected").isFalse();

        election.getLeaderCallbacks().orElseThrow().onStartLeading();
        assertThat(leadership.isHeld()).isTrue();

        election.getLeaderCallbacks().orElseThrow().onStopLeading();
        assertThat(leadership.isHeld()).isFalse();
    }

    @Test
    void aProcessThatActsByItselfNeedsNoElection() {
        assertThat(Leadership.alone().isHeld()).isTrue();
    }

    @Test
    void theSdkNeverExitsByItself() {
        assertThat(election.isExitOnStopLeading()).isFalse();
    }

    @Test
    void theLeaseIsInTheNamespaceOfThePod() {
        assertThat(election.getLeaseName()).isEqualTo("mlops-operator");
        assertThat(election.getLeaseNamespace()).isEmpty();
        assertThat(election.getIdentity()).contains("pod-a");
    }
}
