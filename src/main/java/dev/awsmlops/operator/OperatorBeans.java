package dev.awsmlops.operator;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.DefaultTags;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.metrics.AwsCallTimes;
import dev.awsmlops.operator.metrics.OperatorMetrics;
import dev.awsmlops.operator.reconcile.Backoff;
import dev.awsmlops.operator.reconcile.DriftChecks;
import dev.awsmlops.operator.reconcile.NamespaceAnnotations;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Placements;
import dev.awsmlops.operator.reconcile.Schedule;
import dev.awsmlops.operator.reconcile.WakeUps;
import dev.awsmlops.operator.session.SessionPolicy;
import dev.awsmlops.operator.session.SwitchPolicy;
import dev.awsmlops.operator.sweep.LeakReport;
import dev.awsmlops.operator.sweep.LeakSweeper;
import dev.awsmlops.operator.sweep.ServedObjects;
import dev.awsmlops.operator.sweep.SweepMode;
import dev.awsmlops.operator.sweep.SweepPolicy;
import dev.awsmlops.operator.sweep.SweepTimer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Puts the operator together. The default beans are the doors to the outside world, for which the sandbox has its own. */
@Singleton
public class OperatorBeans {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    SdkHttpClient http() {
        return ApacheHttpClient.create();
    }

    @Produces
    @Singleton
    @DefaultBean
    AwsCredentialsProvider credentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    @Produces
    @Singleton
    Aws aws(
            OperatorConfig config,
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            ClusterId cluster,
            Clock clock,
            MeterRegistry meters) {
        String region = config.region()
                .orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion().id());
        return new Aws(
                new Aws.Settings(
                        region,
                        config.aws().endpoint(),
                        config.aws().maxAttempts(),
                        config.observationInterval(),
                        Optional.of(cluster.value()),
                        DefaultTags.of(config.defaultTags().orElse(List.of())),
                        config.aws().callsPerSecond()),
                http,
                credentials,
                clock,
                new AwsCallTimes(meters));
    }

    void close(@Disposes Aws aws) {
        aws.close();
    }

    /** In place of the SDK's own, whose metrics do not say what these do. Its configuration looks it up by itself. */
    @Produces
    @Singleton
    @Unremovable
    Metrics metrics(MeterRegistry meters, Clock clock) {
        return new OperatorMetrics(meters, clock);
    }

    @Produces
    @Singleton
    Placements placements(Aws aws, OperatorConfig config, KubernetesClient kubernetes, Clock clock) {
        return new Placements(aws, new NamespaceAnnotations(kubernetes, clock, config.observationInterval()));
    }

    @Produces
    @Singleton
    ClusterId cluster(OperatorConfig config, KubernetesClient kubernetes) {
        return new ClusterId(config.clusterId().orElseGet(() -> kubeSystemUid(kubernetes)));
    }

    @Produces
    @Singleton
    SessionPolicy sessionPolicy(OperatorConfig config) {
        OperatorConfig.SessionConfig limits = config.session();
        return new SessionPolicy(
                limits.defaultTtl(),
                limits.longestTtl(),
                limits.longestIdle(),
                limits.warning(),
                new SwitchPolicy(limits.deadMansSwitch() == OperatorConfig.Toggle.Enabled, limits.switchRoleArn()));
    }

    @Produces
    @Singleton
    PriceTable prices(OperatorConfig config) {
        return config.priceTable().map(PriceTable::from).orElseGet(PriceTable::bundled);
    }

    @Produces
    @Singleton
    ObjectEvents events(Clock clock) {
        return new ObjectEvents(clock, processName());
    }

    @Produces
    @Singleton
    Schedule schedule(OperatorConfig config, Clock clock) {
        return new Schedule(new Backoff(new Random()), config.observationInterval(), clock);
    }

    @Produces
    @Singleton
    DriftChecks driftChecks(OperatorConfig config, Clock clock) {
        return new DriftChecks(clock, config.driftInterval(), new Random());
    }

    @Produces
    @Singleton
    WakeUps<DataLake> lakeWakeUps(OperatorConfig config, Clock clock) {
        return new WakeUps<>(clock, config.tick());
    }

    @Produces
    @Singleton
    WakeUps<MlWorkspace> workspaceWakeUps(OperatorConfig config, Clock clock) {
        return new WakeUps<>(clock, config.tick());
    }

    @Produces
    @Singleton
    WakeUps<GlueDevSession> sessionWakeUps(OperatorConfig config, Clock clock) {
        return new WakeUps<>(clock, config.tick());
    }

    /** In place of the SDK's own, whose controllers take much more memory for each object. */
    @Produces
    @ApplicationScoped
    Operator operator(
            QuarkusConfigurationService configuration, Instance<Reconciler<? extends HasMetadata>> reconcilers) {
        var operator = new Operator(configuration);
        reconcilers.forEach(reconciler -> register(reconciler, operator, configuration));
        return operator;
    }

    private static <P extends HasMetadata> void register(
            Reconciler<P> reconciler, Operator operator, QuarkusConfigurationService configuration) {
        operator.register(
                reconciler, new LeanController<>(configuration.getConfigurationFor(reconciler), configuration));
    }

    @Produces
    @Singleton
    SweepTimer sweepTimer(
            OperatorConfig config,
            Aws aws,
            ClusterId cluster,
            Operator operator,
            KubernetesClient kubernetes,
            ObjectEvents events,
            MeterRegistry meters,
            Leadership leadership,
            Clock clock) {
        OperatorConfig.SweeperConfig sweeper = config.sweeper();
        var policy = new SweepPolicy(sweeper.mode(), sweeper.interval(), sweeper.grace());
        var leakSweeper = new LeakSweeper(
                aws,
                cluster,
                new ServedObjects(kubernetes, () -> namespacesOf(operator)),
                policy,
                new LeakReport(events, kubernetes, meters, policy.mode()),
                clock);
        return new SweepTimer(
                leakSweeper,
                policy,
                () -> leadership.isHeld() && operator.getRuntimeInfo().isStarted(),
                clock,
                config.tick(),
                new Random());
    }

    void start(@Observes StartupEvent startup, OperatorConfig config, SweepTimer sweepTimer) {
        if (config.sweeper().mode() != SweepMode.Off) {
            sweepTimer.start();
        }
    }

    void close(@Disposes SweepTimer sweepTimer) {
        sweepTimer.close();
    }

    @Produces
    @Singleton
    Leadership leadership(OperatorConfig config) {
        return config.leaderElection().lease().isPresent() ? Leadership.byElection() : Leadership.alone();
    }

    /**
     * None where no Lease is named: the SDK asks for one in production, and takes none for no election. Of the default
     * scope, since only such a bean may be none.
     */
    @Produces
    LeaderElectionConfiguration leaderElection(OperatorConfig config, Leadership leadership) {
        return config.leaderElection()
                .lease()
                .map(lease -> leadership.election(lease, processName(), () -> Quarkus.asyncExit(Leadership.LOST)))
                .orElse(null);
    }

    /** Those whose objects its controllers watch; empty where they watch all. */
    private static Set<String> namespacesOf(Operator operator) {
        Set<ControllerConfiguration<?>> controllers = operator.getRegisteredControllers().stream()
                .map(controller -> (ControllerConfiguration<?>) controller.getConfiguration())
                .collect(Collectors.toSet());
        return controllers.stream()
                        .anyMatch(controller -> controller.getInformerConfig().watchAllNamespaces())
                ? Set.of()
                : controllers.stream()
                        .flatMap(controller -> controller.getEffectiveNamespaces().stream())
                        .collect(Collectors.toSet());
    }

    /** The uid of kube-system lives exactly as long as the cluster. */
    private static String kubeSystemUid(KubernetesClient kubernetes) {
        Namespace namespace = kubernetes.namespaces().withName("kube-system").get();
        if (namespace == null) {
            throw new IllegalStateException(
                    "there is no namespace kube-system to take the cluster's id from: set mlops.cluster-id");
        }
        return namespace.getMetadata().getUid();
    }

    private static String processName() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .orElseGet(() -> "mlops-operator-" + ProcessHandle.current().pid());
    }
}
