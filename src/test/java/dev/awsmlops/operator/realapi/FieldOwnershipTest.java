package dev.awsmlops.operator.realapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fields are whose the server says they are: the operator takes none of its users'. */
@Tag("real-api")
class FieldOwnershipTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Set<String> USERS = Set.of("kubectl", "gitops");

    private final World world = RealCluster.worldWithOperator();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theOperatorOwnsTheStatusAndItsFinalizerAndNothingElse() {
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("explore"));
        world.apply(LakeManifest.WITH_CRAWLER.named("orders"));
        world.apply(WorkspaceManifest.WITH_HOURS.named("returns"));
        world.untilPhase("explore", Phase.Ready, HALF_AN_HOUR);
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
        world.untilReady(MlWorkspace.class, "returns", HALF_AN_HOUR);

        for (HasMetadata object : List.of(world.session("explore"), world.lake("orders"), world.workspace("returns"))) {
            assertThat(entriesOfTheOperator(object)).isNotEmpty().allSatisfy(entry -> {
                Map<String, Object> fields = entry.getFieldsV1().getAdditionalProperties();
                if ("status".equals(entry.getSubresource())) {
                    assertThat(fields).containsOnlyKeys("f:status");
                } else {
                    assertThat(fields).containsOnlyKeys("f:metadata");
                    assertThat(fields.get("f:metadata"))
                            .asInstanceOf(InstanceOfAssertFactories.MAP)
                            .containsOnlyKeys("f:finalizers");
                }
            });
        }
    }

    @Test
    void usersOfOneObjectGoOnWithoutForceAfterTheOperatorHasWorkedOnIt() {
        world.kubernetes()
                .resource(world.here(Manifest.SESSION.named("explore")))
                .fieldManager("kubectl")
                .serverSideApply();
        gitops("team-a");
        world.untilPhase("explore", Phase.Ready, HALF_AN_HOUR);

        gitops("team-b");
        world.kubernetes()
                .resource(world.here(Manifest.SESSION.named("explore", "ttl: 10h")))
                .fieldManager("kubectl")
                .serverSideApply();
        world.untilReady(GlueDevSession.class, "explore", HALF_AN_HOUR);

        GlueDevSession session = world.session("explore");
        assertThat(session.getMetadata().getLabels()).containsEntry("owner", "team-b");
        assertThat(session.getSpec().tags()).containsEntry("owner", "team-b");
        assertThat(session.getSpec().ttl()).isEqualTo("10h");
        assertThat(session.getStatus().effectiveTtl()).isEqualTo("10h");
    }

    @Test
    void anotherManagerGetsAConflictOverTheStatusAndTheOperatorPutsRightWhatWasForced() {
        world.apply(Manifest.SESSION.named("explore"));
        world.untilPhase("explore", Phase.Ready, HALF_AN_HOUR);

        assertThatThrownBy(() -> status("Failed", false))
                .isInstanceOfSatisfying(KubernetesClientException.class, conflict -> {
                    assertThat(conflict.getCode()).isEqualTo(409);
                    assertThat(conflict.getMessage()).contains(".status.phase");
                });

        status("Failed", true);
        world.untilPhase("explore", Phase.Ready, Duration.ofHours(1));
    }

    private void status(String phase, boolean force) {
        world.kubernetes()
                .resource(generic("status: {phase: " + phase + "}"))
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("dashboard")
                        .withForce(force)
                        .build());
    }

    private void gitops(String owner) {
        GenericKubernetesResource ours = generic("spec: {tags: {owner: " + owner + "}}");
        ours.getMetadata().setLabels(Map.of("owner", owner));
        world.kubernetes().resource(ours).fieldManager("gitops").serverSideApply();
    }

    private GenericKubernetesResource generic(String fields) {
        return Serialization.unmarshal("""
                apiVersion: aws-mlops.dev/v1alpha1
                kind: GlueDevSession
                metadata: {name: explore, namespace: %s}
                %s
                """.formatted(world.namespace(), fields), GenericKubernetesResource.class);
    }

    private static List<ManagedFieldsEntry> entriesOfTheOperator(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> !USERS.contains(entry.getManager()))
                .toList();
    }
}
