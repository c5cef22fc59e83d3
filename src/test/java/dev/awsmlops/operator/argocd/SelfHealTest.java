package dev.awsmlops.operator.argocd;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.argocd.Health.Level;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions in Git, applied again and again by Argo CD. */
class SelfHealTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration NINE_HOURS = Duration.ofHours(9);

    /** The longest that Argo CD backs off between two self-heals (--self-heal-backoff-cap-seconds). */
    private static final Duration SELF_HEAL = Duration.ofMinutes(5);

    private final World world = World.withOperator();
    private final ArgoCd argo = new ArgoCd(world);

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredSessionStaysExpiredHoweverOftenItsManifestIsApplied(Manifest manifest) {
        GlueDevSession inGit = manifest.named("orders");
        expire(inGit);
        String uid = world.session("orders").getMetadata().getUid();
        world.aws().clearCalls();

        argo.selfHeal(inGit, SELF_HEAL, Duration.ofHours(6));

        assertThat(world.phase("orders")).isEqualTo(Expired);
        assertThat(world.session("orders").getMetadata().getUid()).isEqualTo(uid);
        assertThat(world.calls()).isEmpty();
        assertThat(argo.health(GlueDevSession.class, "orders").level()).isEqualTo(Level.Healthy);
    }

    @Test
    void aRunningSessionsEndIsNotPutOffByIt() {
        GlueDevSession inGit = Manifest.SESSION_WITH_NOTEBOOK.named("orders");
        argo.sync(inGit);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        String end = world.session("orders").getStatus().expiresAt();

        argo.selfHeal(inGit, SELF_HEAL, Duration.ofHours(7));
        assertThat(world.session("orders").getStatus().expiresAt()).isEqualTo(end);

        argo.selfHeal(inGit, SELF_HEAL, Duration.ofHours(2));
        assertThat(world.phase("orders")).isEqualTo(Expired);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void commitsThatChangeLabelsTagsOrTheNotebookDoNotBringItBack() {
        expire(Manifest.SESSION_WITH_NOTEBOOK.named("orders"));
        world.aws().clearCalls();

        for (String changes : new String[] {"tags: {cost-center: '42'}", "notebook: {instanceType: ml.t3.large}"}) {
            GlueDevSession inGit = Manifest.SESSION_WITH_NOTEBOOK.named("orders", changes);
            inGit.getMetadata().setLabels(Map.of("app.kubernetes.io/version", String.valueOf(changes.length())));
            argo.selfHeal(inGit, SELF_HEAL, Duration.ofHours(1));
        }

        assertThat(world.phase("orders")).isEqualTo(Expired);
        assertThat(world.session("orders").getStatus().observedGeneration())
                .isEqualTo(world.session("orders").getMetadata().getGeneration())
                .isGreaterThan(1);
        assertThat(world.calls()).isEmpty();
    }

    @Test
    void aCommitThatChangesSomethingElseDoesNotBringItBack() {
        GlueDevSession inGit = Manifest.SESSION.named("orders");
        expire(inGit);
        world.aws().clearCalls();

        argo.sync(LakeManifest.SHORTEST.named("other"));
        argo.sync(inGit);
        world.untilReady(DataLake.class, "other", HALF_AN_HOUR);

        assertThat(world.phase("orders")).isEqualTo(Expired);
        assertThat(world.writes()).doesNotContain("CreateSession");
    }

    @Test
    void aCommitThatRaisesTheTtlBringsItBack() {
        expire(Manifest.SESSION.named("orders"));

        argo.sync(Manifest.SESSION.named("orders", "ttl: 12h"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(world.session("orders").getStatus().expiresAt())
                .isEqualTo(World.START.plus(Duration.ofHours(12)).toString());
    }

    @Test
    void aRenewalByKubectlOutlivesSelfHealSinceGitDoesNotSpeakOfIt() {
        GlueDevSession inGit = Manifest.SESSION.named("orders");
        expire(inGit);

        world.annotate("orders", GlueDevSession.RENEW, "tuesday");
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        String end = world.session("orders").getStatus().expiresAt();
        argo.selfHeal(inGit, SELF_HEAL, Duration.ofHours(1));

        assertThat(world.session("orders").getMetadata().getAnnotations())
                .containsEntry(GlueDevSession.RENEW, "tuesday");
        assertThat(world.session("orders").getStatus().expiresAt()).isEqualTo(end);
        assertThat(world.phase("orders")).isEqualTo(Ready);
    }

    @Test
    void aSessionThatDeletesItselfComesBackUnderSelfHeal() {
        GlueDevSession inGit = Manifest.SESSION.named("orders", "onExpiry: Delete");
        argo.sync(inGit);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        String first = world.session("orders").getMetadata().getUid();
        world.untilGone(GlueDevSession.class, "orders", NINE_HOURS);
        assertThat(world.aws().inventory()).isEmpty();

        argo.sync(inGit);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(world.session("orders").getMetadata().getUid()).isNotEqualTo(first);
        assertThat(world.running()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION_WITH_NOTEBOOK", "DEV_ENDPOINT"})
    void theOperatorNeverWritesTheSpec(Manifest manifest) {
        expire(manifest.named("orders", "tags: {team: a}"));

        assertThat(world.handle(GlueDevSession.class, "orders").get().getMetadata().getManagedFields().stream()
                        .filter(entry -> entry.getFieldsV1() != null
                                && entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec")))
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("argocd-controller");
        assertThat(world.session("orders").getMetadata().getGeneration()).isEqualTo(1);
    }

    /** Puts it into Git and lets its time pass. */
    private void expire(GlueDevSession inGit) {
        argo.sync(inGit);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        argo.selfHeal(inGit, HALF_AN_HOUR, NINE_HOURS);
        assertThat(world.phase("orders")).isEqualTo(Expired);
        assertThat(world.aws().inventory()).isEmpty();
    }
}
