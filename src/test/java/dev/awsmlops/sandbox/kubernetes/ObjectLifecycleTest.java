package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PreconditionsBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectLifecycleTest extends EmbeddedKubernetesTest {
    private Widget create(String name) {
        return client.resource(Widget.named(name)).create();
    }

    @Test
    void a_new_object_gets_its_identity_and_its_defaults() {
        Widget one = create("one");
        assertThat(one.getMetadata().getUid()).isNotEmpty();
        assertThat(one.getMetadata().getCreationTimestamp()).isNotEmpty();
        assertThat(one.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(one.getSpec().size).isEqualTo(3);
    }

    @Test
    void a_name_is_generated_on_request() {
        Widget widget = Widget.named(null);
        widget.getMetadata().setGenerateName("w-");
        assertThat(client.resource(widget).create().getMetadata().getName()).matches("w-[a-z0-9]{5}");
    }

    @Test
    void names_are_checked_and_taken_once() {
        assertThat(refusal(() -> create("One")))
                .startsWith(
                        "422 Widget.test.example \"One\" is invalid: metadata.name: Invalid value: \"One\": a lowercase "
                                + "RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'");
        create("one");
        assertThat(refusal(() -> create("one"))).isEqualTo("409 widgets.test.example \"one\" already exists");
    }

    @Test
    void nothing_is_created_in_a_namespace_that_is_missing() {
        Widget widget = Widget.named("one");
        widget.getMetadata().setNamespace("nowhere");
        assertThat(refusal(() -> client.resource(widget).create())).isEqualTo("404 namespaces \"nowhere\" not found");
    }

    @Test
    void generation_counts_changes_of_the_spec_only() {
        create("one");
        widget("one").edit(widget -> {
            widget.getMetadata().setLabels(Map.of("x", "y"));
            return widget;
        });
        assertThat(widget("one").get().getMetadata().getGeneration()).isEqualTo(1);
        widget("one").edit(widget -> {
            widget.getSpec().size = 4;
            return widget;
        });
        assertThat(widget("one").get().getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void status_and_the_rest_are_written_apart() {
        Widget one = create("one");
        one.setStatus(new Widget.Status());
        one.getStatus().phase = "Ready";
        one.getSpec().size = 5;
        Widget updated = client.resource(one).updateStatus();
        assertThat(updated.getSpec().size).isEqualTo(3);
        assertThat(updated.getStatus().phase).isEqualTo("Ready");
        assertThat(updated.getMetadata().getGeneration()).isEqualTo(1);

        updated.getSpec().size = 5;
        updated.getStatus().phase = "Lost";
        Widget replaced = client.resource(updated).update();
        assertThat(replaced.getSpec().size).isEqualTo(5);
        assertThat(replaced.getStatus().phase).isEqualTo("Ready");
    }

    @Test
    void status_is_applied_apart_and_only_once() {
        create("one");
        String status =
                "{\"status\": {\"phase\": \"Ready\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}";
        Widget first = patch("operator", status, true, "status");
        Widget second = patch("operator", status, true, "status");
        assertThat(first.getStatus().conditions)
                .containsExactly(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .build());
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
        assertThat(kubernetes.writes(Widget.RESOURCE, "status")).isEqualTo(2);
    }

    @Test
    void an_apply_creates_what_is_missing() {
        assertThat(apply("a", "{\"colour\": \"red\"}").getSpec().size).isEqualTo(3);
        assertThat(refusal(() -> apply("b", "{\"colour\": \"blue\"}")))
                .isEqualTo("409 Apply failed with 1 conflict: conflict with \"a\": .spec.colour");
    }

    @Test
    void an_apply_with_fields_that_the_schema_does_not_know_is_refused() {
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(kubernetes.config())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        assertThat(refusal(() -> apply("a", "{\"colour\": \"red\", \"foo\": 1}")))
                .isEqualTo("500 failed to create typed patch object (default/one; test.example/v1, Kind=Widget): "
                        + ".spec.foo: field not declared in schema");
    }

    @Test
    void an_update_of_an_old_version_is_refused() {
        Widget old = create("one");
        widget("one").edit(widget -> {
            widget.getSpec().size = 4;
            return widget;
        });
        old.getSpec().size = 5;
        assertThat(refusal(() -> client.resource(old).update()))
                .isEqualTo("409 Operation cannot be fulfilled on widgets.test.example \"one\": the object has been "
                        + "modified; please apply your changes to the latest version and try again");
    }

    @Test
    void an_invalid_object_is_refused_field_by_field() {
        Widget widget = Widget.named("one");
        widget.getSpec().size = 9;
        widget.getSpec().tags = Map.of("a", "b");
        assertThat(refusal(() -> client.resource(widget).create()))
                .isEqualTo(
                        "422 Widget.test.example \"one\" is invalid: spec.reason: Required value: say why it is so big");
        widget.getSpec().colour = "pink";
        widget.getSpec().size = 11;
        assertThat(refusal(() -> client.resource(widget).create()))
                .startsWith(
                        "422 Widget.test.example \"one\" is invalid: [spec.size: Invalid value: 11: spec.size in body "
                                + "should be less than or equal to 10, spec.colour: Unsupported value: \"pink\": supported "
                                + "values: \"red\", \"green\", \"blue\", <nil>: ");
    }

    @Test
    void a_finalizer_keeps_a_deleted_object_until_it_is_taken_off() {
        create("one");
        patch("operator", "{\"metadata\": {\"finalizers\": [\"example.com/z\"]}}", true, "");
        widget("one").delete();
        Widget deleting = widget("one").get();
        assertThat(deleting.getMetadata().getDeletionTimestamp()).isNotEmpty();
        assertThat(deleting.getMetadata().getDeletionGracePeriodSeconds()).isZero();
        assertThat(deleting.getMetadata().getGeneration()).isEqualTo(2);

        assertThat(refusal(() -> patch("other", "{\"metadata\": {\"finalizers\": [\"a.b/c\"]}}", true, "")))
                .contains("metadata.finalizers: Forbidden: no new finalizers can be added if the object is being "
                        + "deleted, found new finalizers []string{\"a.b/c\"}");
        patch("operator", "{\"metadata\": {\"labels\": {\"x\": \"y\"}}}", true, "");
        assertThat(widget("one").get()).isNull();
    }

    @Test
    void a_delete_may_mean_one_object_and_no_later_one_of_the_same_name() {
        create("one");
        assertThat(refusal(() -> client.raw(
                        "/apis/test.example/v1/namespaces/default/widgets/one",
                        "DELETE",
                        Map.of(
                                "preconditions",
                                new PreconditionsBuilder().withUid("other").build()))))
                .contains(
                        "409 Operation cannot be fulfilled on widgets.test.example \"one\": the UID in the precondition");
        assertThat(widget("one").get()).isNotNull();
    }

    @Test
    void a_dry_run_changes_nothing() {
        client.resource(Widget.named("one")).dryRun(true).create();
        assertThat(widget("one").get()).isNull();
        create("one");
        PatchContext dry = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withDryRun(List.of("All"))
                .build();
        assertThat(widget("one").patch(dry, "{\"spec\": {\"size\": 7}}").getSpec().size)
                .isEqualTo(7);
        assertThat(widget("one").get().getSpec().size).isEqualTo(3);
    }

    @Test
    void a_namespace_goes_after_all_that_is_in_it() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("team")
                        .endMetadata()
                        .build())
                .create();
        Widget widget = Widget.named("one");
        widget.getMetadata().setNamespace("team");
        widget.addFinalizer("example.com/z");
        client.resource(widget).create();
        client.namespaces().withName("team").delete();
        assertThat(client.namespaces().withName("team").get().getStatus().getPhase())
                .isEqualTo("Terminating");
        client.resource(widget).edit(one -> {
            one.removeFinalizer("example.com/z");
            return one;
        });
        assertThat(client.namespaces().withName("team").get()).isNull();
    }

    @Test
    void what_an_object_owns_goes_with_it() {
        Widget owner = create("one");
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("owned")
                        .withNamespace("default")
                        .withOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion(owner.getApiVersion())
                                .withKind(owner.getKind())
                                .withName("one")
                                .withUid(owner.getMetadata().getUid())
                                .build())
                        .endMetadata()
                        .build())
                .create();
        widget("one").delete();
        assertThat(client.configMaps().inNamespace("default").withName("owned").get())
                .isNull();
    }

    @Test
    void the_cluster_has_the_same_identity_every_time() {
        try (EmbeddedKubernetes other = EmbeddedKubernetes.start()) {
            assertThat(other.client()
                            .namespaces()
                            .withName("kube-system")
                            .get()
                            .getMetadata()
                            .getUid())
                    .isEqualTo(client.namespaces()
                            .withName("kube-system")
                            .get()
                            .getMetadata()
                            .getUid());
        }
    }
}
