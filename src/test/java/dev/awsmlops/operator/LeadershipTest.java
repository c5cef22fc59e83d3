package dev.awsmlops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private final AtomicInteger ends = new AtomicInteger();
    private final LeaderElectionConfiguration election =
            Leadership.of("mlops-operator", "pod-a", ends::incrementAndGet);

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
