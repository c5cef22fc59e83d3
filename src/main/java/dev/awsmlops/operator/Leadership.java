package dev.awsmlops.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;

/**
 * Lets one of several operator processes act, and tells whether it is this one. The others keep their caches filled and are
 * ready to go on. Safe for use by several threads.
 *
 * <p>A process that has lost the lease must end, since its reconcilers would go on beside the new leader's. The SDK would
 * call {@link System#exit}, which waits for ever when the lease is given up by the very shutdown that runs
 * (<a href="https://github.com/operator-framework/java-operator-sdk/blob/v5.5.1/operator-framework-core/src/main/java/io/javaoperatorsdk/operator/LeaderElectionManager.java">
 * its later versions say so</a>), and its builder switches even that off. So the way out is ours.
 */
final class Leadership {

    /** The exit code of a process that has lost the lease. */
    static final int LOST = 1;

    private volatile boolean held;

    private Leadership(boolean held) {
        this.held = held;
    }

    /** Of a process that acts by itself. */
    static Leadership alone() {
        return new Leadership(true);
    }

    /** Of a process that stands by until it is elected. */
    static Leadership byElection() {
        return new Leadership(false);
    }

    /** Whether this process is the one that acts. */
    boolean isHeld() {
        return held;
    }

    /**
     * The election in which it is won and lost.
     *
     * @param lease the Lease's name, in the namespace of the operator's pod
     * @param process tells this process from the others
     * @param end asks the process to end and returns at once; called in a shutdown too, where it must do nothing
     */
    LeaderElectionConfiguration election(String lease, String process, Runnable end) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
                .withIdentity(process)
                .withLeaderCallbacks(new LeaderCallbacks(() -> held = true, () -> lose(end), leader -> {}))
                .build();
    }

    private void lose(Runnable end) {
        held = false;
        end.run();
    }
}
