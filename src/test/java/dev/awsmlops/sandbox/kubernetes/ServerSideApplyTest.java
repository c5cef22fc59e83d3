package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.kubernetes.ManagedFields.Manager;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final ServerSideApply apply =
            new ServerSideApply(CustomResourceSchema.of(Widget.definition()).structure(), NOW);
    private ObjectNode live = Json.parseObject("{apiVersion: test.example/v1, kind: Widget}");

    private void apply(String manager, String fields) {
        live = apply.apply(live, configuration(fields), Manager.applies(manager, ""), false);
    }

    private void force(String manager, String fields) {
        live = apply.apply(live, configuration(fields), Manager.applies(manager, ""), true);
    }

    private void update(String manager, String fields) {
        ObjectNode updated = configuration(fields);
        updated.withObject("/metadata").set("managedFields", live.at("/metadata/managedFields"));
        apply.trackUpdate(live, updated, Manager.updates(manager, ""));
        live = updated;
    }

    private static ObjectNode configuration(String fields) {
        ObjectNode object = Json.parseObject("{apiVersion: test.example/v1, kind: Widget, metadata: {name: one}}");
        object.setAll(Json.parseObject("{" + fields + "}").deepCopy());
        object.withObject("/metadata").put("name", "one");
        return object;
    }

    private String refusal(Runnable call) {
        try {
            call.run();
        } catch (ApiFailure refused) {
            return refused.code() + " " + refused.getMessage();
        }
        return "";
    }

    private void assertSpec(String yaml) {
        assertThat(live.path("spec")).isEqualTo(Json.parse(yaml));
    }

    private String ownedBy(String manager) {
        for (var entry : live.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return Json.text(entry.path("fieldsV1"));
            }
        }
        return "nothing";
    }

    @Test
    void owns_what_it_says() {
        apply("a", "metadata: {labels: {x: y}, finalizers: [f]}, spec: {size: 1, ports: [{port: 80, name: http}]}");
        assertThat(ownedBy("a"))
                .isEqualTo("{\"f:metadata\":{\"f:finalizers\":{\"v:\\\"f\\\"\":{}},\"f:labels\":{\"f:x\":{}}},"
                        + "\"f:spec\":{\"f:ports\":{\"k:{\\\"port\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":"
                        + "{\".\":{},\"f:name\":{},\"f:port\":{}}},\"f:size\":{}}}");
    }

    @Test
    void removes_what_it_no_longer_says() {
        apply("a", "spec: {size: 1, reason: because, tags: {x: y}}");
        apply("a", "spec: {size: 1}");
        assertSpec("{size: 1}");
    }

    @Test
    void keeps_what_another_says_too() {
        apply("a", "spec: {size: 1, reason: because}");
        apply("b", "spec: {size: 1}");
        apply("a", "spec: {reason: because}");
        assertSpec("{size: 1, reason: because}");
        apply("b", "spec: {}");
        assertSpec("{reason: because}");
    }

    @Test
    void keeps_what_nobody_owns() {
        live.putObject("spec").put("colour", "red");
        apply("a", "spec: {size: 1}");
        apply("a", "metadata: {labels: {x: y}}");
        assertSpec("{colour: red}");
    }

    @Test
    void refuses_to_change_what_another_applied() {
        apply("a", "spec: {size: 1}");
        assertThat(refusal(() -> apply("b", "spec: {size: 2}")))
                .isEqualTo("409 Apply failed with 1 conflict: conflict with \"a\": .spec.size");
        assertSpec("{size: 1}");
    }

    @Test
    void refuses_to_change_what_others_updated() {
        update("kubectl-edit", "spec: {size: 1, ports: [{port: 80, protocol: TCP, name: http}]}");
        assertThat(refusal(() -> apply("b", "spec: {size: 2, ports: [{port: 80, protocol: TCP, name: web}]}")))
                .isEqualTo(
                        "409 Apply failed with 2 conflicts: conflicts with \"kubectl-edit\" using test.example/v1:\n- .spec.ports[port=80,protocol=\"TCP\"].name\n- .spec.size");
    }

    @Test
    void takes_over_by_force() {
        apply("a", "spec: {size: 1, reason: because}");
        force("b", "spec: {size: 2}");
        assertSpec("{size: 2, reason: because}");
        assertThat(ownedBy("a")).isEqualTo("{\"f:spec\":{\"f:reason\":{}}}");
        assertThat(ownedBy("b")).isEqualTo("{\"f:spec\":{\"f:size\":{}}}");
    }

    @Test
    void shares_what_is_the_same() {
        apply("a", "spec: {size: 1}");
        apply("b", "spec: {size: 1}");
        assertThat(ownedBy("a")).isEqualTo(ownedBy("b"));
    }

    @Test
    void an_update_takes_what_it_changes() {
        apply("a", "spec: {size: 1, reason: because}");
        update("editor", "spec: {size: 2, reason: because}");
        assertThat(ownedBy("a")).isEqualTo("{\"f:spec\":{\"f:reason\":{}}}");
        assertThat(ownedBy("editor")).isEqualTo("{\"f:spec\":{\"f:size\":{}}}");
    }

    @Test
    void an_update_that_removes_a_field_leaves_it_to_nobody() {
        apply("a", "spec: {size: 1, reason: because}");
        update("editor", "spec: {size: 1}");
        assertThat(ownedBy("a")).isEqualTo("{\"f:spec\":{\"f:size\":{}}}");
        assertThat(ownedBy("editor")).isEqualTo("nothing");
    }

    @Test
    void merges_keyed_lists_by_their_keys() {
        apply("a", "spec: {ports: [{port: 80, protocol: TCP, name: http}, {port: 443, protocol: TCP}]}");
        apply("b", "spec: {ports: [{port: 80, protocol: UDP}, {port: 22, protocol: TCP}]}");
        assertSpec("{ports: [{port: 80, protocol: TCP, name: http}, {port: 443, protocol: TCP}, "
                + "{port: 80, protocol: UDP}, {port: 22, protocol: TCP}]}");
        apply("a", "spec: {ports: [{port: 443, protocol: TCP}]}");
        assertSpec("{ports: [{port: 443, protocol: TCP}, {port: 80, protocol: UDP}, {port: 22, protocol: TCP}]}");
    }

    @Test
    void merges_sets_by_their_members() {
        apply("a", "spec: {members: [x, y]}");
        apply("b", "spec: {members: [y, z]}");
        assertSpec("{members: [x, y, z]}");
        apply("a", "spec: {members: []}");
        assertSpec("{members: [y, z]}");
    }

    @Test
    void replaces_other_lists_as_a_whole() {
        apply("a", "spec: {notes: [x, y]}");
        assertThat(refusal(() -> apply("b", "spec: {notes: [z]}")))
                .isEqualTo("409 Apply failed with 1 conflict: conflict with \"a\": .spec.notes");
        apply("a", "spec: {notes: [z]}");
        assertSpec("{notes: [z]}");
    }

    @Test
    void removes_the_list_with_its_last_item() {
        apply("a", "metadata: {finalizers: [f]}, spec: {size: 1}");
        apply("a", "spec: {size: 1}");
        assertThat(live.path("metadata").has("finalizers")).isFalse();
    }

    @Test
    void changes_nothing_when_applied_again() {
        apply("a", "metadata: {finalizers: [f]}, spec: {size: 1, ports: [{port: 80}], tags: {x: y}}");
        ObjectNode before = live;
        apply("a", "metadata: {finalizers: [f]}, spec: {size: 1, ports: [{port: 80}], tags: {x: y}}");
        assertThat(live).isEqualTo(before);
    }

    @Test
    void tells_the_machine_which_fields_conflict() {
        apply("a", "spec: {size: 1}");
        try {
            apply("b", "spec: {size: 2}");
        } catch (ApiFailure refused) {
            assertThat(refused.status().path("details").path("causes"))
                    .isEqualTo(Json.parse("[{reason: FieldManagerConflict, message: 'conflict with \"a\"', "
                            + "field: .spec.size}]"));
        }
    }
}
