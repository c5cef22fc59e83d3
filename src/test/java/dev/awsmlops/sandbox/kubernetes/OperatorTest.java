package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator as the SDK runs it, with nothing changed for this server. */
class OperatorTest {
    @ControllerConfiguration(name = "widgets")
    static class WidgetReconciler implements Reconciler<Widget>, Cleaner<Widget> {
        final AtomicInteger reconciled = new AtomicInteger();
        final AtomicInteger cleanedUp = new AtomicInteger();

        @Override
        public UpdateControl<Widget> reconcile(Widget widget, Context<Widget> context) {
            reconciled.incrementAndGet();
            Widget update = Widget.named(widget.getMetadata().getName());
            update.setSpec(null);
            update.setStatus(new Widget.Status());
            update.getStatus().phase = "Ready";
            update.getStatus().observedGeneration = widget.getMetadata().getGeneration();
            update.getStatus().conditions = List.of(new ConditionBuilder()
                    .withType("Ready")
                    .withStatus("True")
                    .withReason("Done")
                    .build());
            return UpdateControl.patchStatus(update);
        }

        @Override
        public DeleteControl cleanup(Widget widget, Context<Widget> context) {
            cleanedUp.incrementAndGet();
            return DeleteControl.defaultDelete();
        }
    }

    private EmbeddedKubernetes kubernetes;
    private KubernetesClient client;
    private Operator operator;

    @BeforeEach
    void start() {
        kubernetes = EmbeddedKubernetes.start();
        kubernetes.install(Widget.definition());
        client = kubernetes.client();
    }

    @AfterEach
    void stop() {
        operator.stop();
        kubernetes.close();
    }

    private WidgetReconciler operate() {
        WidgetReconciler reconciler = new WidgetReconciler();
        operator = new Operator(config -> config.withKubernetesClient(kubernetes.client()));
        operator.register(reconciler);
        operator.start();
        return reconciler;
    }

    private Resource<Widget> one() {
        return client.resources(Widget.class).inNamespace("default").withName("one");
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> one().get().getStatus() != null
                        && "Ready".equals(one().get().getStatus().phase));
    }

    @Test
    void adds_its_finalizer_and_patches_status_by_server_side_apply() {
        operate();
        client.resource(Widget.named("one")).create();
        awaitReady();

        Widget widget = one().get();
        assertThat(widget.getMetadata().getFinalizers()).containsExactly("widgets.test.example/finalizer");
        assertThat(widget.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(widget.getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getOperation, ManagedFieldsEntry::getSubresource)
                .contains(tuple("Apply", null), tuple("Apply", "status"));
        assertThat(kubernetes.calls())
                .filteredOn(call -> call.verb().equals("apply"))
                .extracting(ApiCall::status)
                .containsOnly(200);
    }

    @Test
    void writes_nothing_that_changes_the_object_when_it_starts_again() {
        operate();
        client.resource(Widget.named("one")).create();
        awaitReady();
        operator.stop();
        String version = one().get().getMetadata().getResourceVersion();

        WidgetReconciler second = operate();
        await().atMost(Duration.ofSeconds(10)).until(() -> second.reconciled.get() > 0);
        assertThat(one().get().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void cleans_up_before_the_object_goes() {
        WidgetReconciler reconciler = operate();
        client.resource(Widget.named("one")).create();
        awaitReady();
        one().delete();
        await().atMost(Duration.ofSeconds(10)).until(() -> one().get() == null);
        assertThat(reconciler.cleanedUp).hasValue(1);
    }

    @Test
    void goes_on_after_the_server_was_away_and_has_forgotten_its_history() {
        WidgetReconciler reconciler = operate();
        client.resource(Widget.named("one")).create();
        awaitReady();
        kubernetes.goDown();
        kubernetes.comeUp();
        kubernetes.expireWatches();
        one().edit(widget -> {
            widget.getSpec().size = 5;
            return widget;
        });
        await().atMost(Duration.ofSeconds(20))
                .until(() -> one().get().getStatus().observedGeneration == 2 && reconciler.reconciled.get() >= 2);
    }
}
