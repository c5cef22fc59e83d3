package dev.awsmlops.operator;

import dev.awsmlops.operator.sweep.SweepMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the operator's owner sets, as configuration properties or environment variables ({@code MLOPS_REGION}). */
@ConfigMapping(prefix = "mlops")
public interface OperatorConfig {

    /** The AWS region of objects that name none. The AWS SDK's own chain decides where it is left out. */
    Optional<String> region();

    /**
     * The id of this cluster in the ownership tags. It must never change: what was tagged before would no longer be ours.
     * The uid of the namespace {@code kube-system} where it is left out.
     */
    Optional<String> clusterId();

    /** Tags for everything made in AWS, as {@code key=value}: 10 at most. An object's own win over them. */
    Optional<List<String>> defaultTags();

    /** A price table in place of the bundled one, in the same form. */
    Optional<Path> priceTable();

    /** How often a steady object is looked at, and how old a list shared by all objects may be. */
    @WithDefault("5m")
    Duration observationInterval();

    /** How often what only a call for each object can tell is looked at: the settings of buckets, databases and roles. */
    @WithDefault("1h")
    Duration driftInterval();

    /** How often the clock is looked at for what is due. */
    @WithDefault("200ms")
    Duration tick();

    SessionConfig session();

    SweeperConfig sweeper();

    AwsConfig aws();

    LeaderElectionConfig leaderElection();

    /** What every session is allowed. */
    interface SessionConfig {

        /** The ttl of sessions that name none. Without it they must. */
        Optional<Duration> defaultTtl();

        /** The longest ttl. */
        Optional<Duration> longestTtl();

        /** The longest idle time, where idleness can be seen. */
        Optional<Duration> longestIdle();

        /** How long before the end {@code ExpiringSoon} is said. */
        @WithDefault("15m")
        Duration warning();

        /** Whether AWS itself ends what bills until it is stopped, should the operator be gone by then. */
        @WithDefault("Enabled")
        Toggle deadMansSwitch();

        /** The role that it acts with. The operator makes one for each session where it is left out. */
        Optional<String> switchRoleArn();
    }

    /** What is either had or not. */
    enum Toggle {
        Enabled,
        Disabled
    }

    /** How what belongs to no object any more is looked for. */
    interface SweeperConfig {

        /** What is done about it. */
        @WithDefault("Report")
        SweepMode mode();

        /** How often it is looked for. */
        @WithDefault("1h")
        Duration interval();

        /** How far apart two sweeps must lie that have both seen something without its object. */
        @WithDefault("1h")
        Duration grace();
    }

    /** How AWS is reached. */
    interface AwsConfig {

        /** In place of AWS's own endpoints, for emulators. */
        Optional<URI> endpoint();

        /** Attempts of one call by the SDK, the first included. What still fails is tried again later. */
        @WithDefault("3")
        int maxAttempts();

        /**
         * Calls a second to each service of an account and region, S3 and STS aside: below AWS's own limits, which others in
         * the account share. 0 for no limit.
         */
        @WithDefault("5")
        double callsPerSecond();
    }

    /** How one of several operator processes is chosen to act. */
    interface LeaderElectionConfig {

        /** The name of the Lease, in the operator's own namespace. Without it the process acts by itself. */
        Optional<String> lease();
    }
}
