package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.AwsPlacement;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One operator, several accounts: a namespace says whose account its objects are made in. */
class NamespaceAccountTest {

    private static final String OTHER = "222222222222";
    private static final String ROLE = "arn:aws:iam::222222222222:role/mlops-operator";
    private static final String ROLE_THERE = "roleArn: arn:aws:iam::222222222222:role/glue-dev";
    private static final Duration SOON = Duration.ofMinutes(30);

    private final World world = World.withOperator();
    private final SimulatedAws other = world.otherAccount(OTHER, ROLE);

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void allKindsAreMadeAndTakenDownInTheNamespacesAccount() {
        world.annotateNamespace(Placements.ROLE_ARN, ROLE);
        world.apply(LakeManifest.WITH_CRAWLER.named("lake"));
        world.apply(WorkspaceManifest.SHORTEST.named("lab"));
        world.apply(Manifest.SESSION.named("etl", ROLE_THERE));

        world.untilReady(DataLake.class, "lake", SOON);
        world.untilReady(MlWorkspace.class, "lab", SOON);
        world.untilPhase("etl", Phase.Ready, SOON);

        assertThat(world.aws().inventory()).isEmpty();
        assertThat(other.running()).extracting(SimulatedResource::name).hasSizeGreaterThanOrEqualTo(2);
        assertThat(world.session("etl").getStatus().placement()).isEqualTo(new AwsPlacement("us-east-1", OTHER, ROLE));

        world.delete("etl");
        world.handle(MlWorkspace.class, "lab").delete();
        world.untilGone(GlueDevSession.class, "etl", SOON);
        world.untilGone(MlWorkspace.class, "lab", SOON);
        assertThat(other.running()).isEmpty();
    }

    @Test
    void anObjectStaysInItsAccountWhenTheNamespaceMovesToAnother() {
        world.apply(Manifest.SESSION.named("etl"));
        world.untilPhase("etl", Phase.Ready, SOON);

        world.annotateNamespace(Placements.ROLE_ARN, ROLE);
        world.annotateNamespace(Placements.REGION, "eu-west-1");
        world.pass(Duration.ofMinutes(10));
        assertThat(world.running()).isNotEmpty();

        world.delete("etl");
        world.untilGone(GlueDevSession.class, "etl", SOON);
        assertThat(world.running()).isEmpty();
        assertThat(other.calls()).isEmpty();
    }

    @Test
    void theNamespacesRegionIsThatOfObjectsThatNameNone() {
        world.annotateNamespace(Placements.REGION, "eu-west-1");
        world.apply(Manifest.SESSION.named("here"));
        world.apply(Manifest.SESSION.named("there", "region: us-west-2"));
        world.untilPhase("here", Phase.Ready, SOON);
        world.untilPhase("there", Phase.Ready, SOON);

        assertThat(world.session("here").getStatus().endpoint().arn()).contains(":eu-west-1:");
        assertThat(world.session("there").getStatus().endpoint().arn()).contains(":us-west-2:");
    }

    @Test
    void aRoleThatMayNotBeAssumedIsSaidAndTriedAgainUntilItMay() {
        world.aws().distrustedBy(ROLE);
        world.annotateNamespace(Placements.ROLE_ARN, ROLE);
        world.apply(Manifest.SESSION.named("etl", ROLE_THERE));

        assertThat(world.untilReason(GlueDevSession.class, "etl", "Ready", "AccessDenied", SOON)
                        .message())
                .contains("sts:AssumeRole", ROLE);
        assertThat(world.phase("etl")).isEqualTo(Phase.Pending);

        world.aws().trustedBy(other, ROLE, Optional.of(World.CLUSTER));
        world.untilPhase("etl", Phase.Ready, SOON);
    }

    @Test
    void aRoleThatTrustsAnotherClusterIsNotAssumed() {
        world.aws().trustedBy(other, ROLE, Optional.of("another-cluster"));
        world.annotateNamespace(Placements.ROLE_ARN, ROLE);
        world.apply(Manifest.SESSION.named("etl", ROLE_THERE));

        world.untilReason(GlueDevSession.class, "etl", "Ready", "AccessDenied", SOON);
        assertThat(other.calls()).isEmpty();
    }

    @Test
    void aTeardownGoesOnWithTheRoleThatTheNamespaceNamesNowIfThatLeadsToTheSameAccount() {
        String renamed = "arn:aws:iam::222222222222:role/mlops-operator-2";
        world.annotateNamespace(Placements.ROLE_ARN, ROLE);
        world.apply(Manifest.SESSION.named("etl", ROLE_THERE));
        world.untilPhase("etl", Phase.Ready, SOON);

        world.stopOperator();
        world.aws().distrustedBy(ROLE);
        world.startOperator();
        world.delete("etl");
        world.untilReason(GlueDevSession.class, "etl", "TeardownFailed", "TeardownFailed", SOON);
        assertThat(other.running()).isNotEmpty();

        world.aws().trustedBy(other, renamed, Optional.of(World.CLUSTER));
        world.annotateNamespace(Placements.ROLE_ARN, renamed);
        world.untilGone(GlueDevSession.class, "etl", SOON);
        assertThat(other.running()).isEmpty();
    }

    @Test
    void everythingCarriesTheOperatorsDefaultTags() {
        world.apply(LakeManifest.WITH_CRAWLER.named("lake"));
        world.apply(WorkspaceManifest.SHORTEST.named("lab"));
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("etl"));
        world.untilReady(DataLake.class, "lake", SOON);
        world.untilReady(MlWorkspace.class, "lab", SOON);
        world.untilPhase("etl", Phase.Ready, SOON);

        assertThat(world.aws().inventory())
                .filteredOn(resource -> resource.tags().containsKey("aws-mlops.dev/uid"))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(resource.tags()).containsEntry("cost-center", "data-science"));
    }
}
