package dev.awsmlops.operator.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.testing.Manifest;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackedItemStoreTest {

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final PackedItemStore<GlueDevSession> store = new PackedItemStore<>(GlueDevSession.class, serialization);

    @Test
    void anObjectComesOutAsItWentIn() {
        GlueDevSession session = session("orders", "1");
        put(session);

        assertThat(text(store.get("team-a/orders"))).isEqualTo(text(session));
        assertThat(store.values()).extracting(this::text).containsExactly(text(session));
        assertThat(store.keySet()).containsExactly("team-a/orders");
        assertThat(store.size()).isOne();
    }

    @Test
    void whatIsGivenOutIsTheCallersOwn() {
        put(session("orders", "1"));

        store.get("team-a/orders").getMetadata().setResourceVersion("changed");

        assertThat(store.get("team-a/orders").getMetadata().getResourceVersion())
                .isEqualTo("1");
    }

    @Test
    void puttingAndRemovingGiveTheObjectBefore() {
        assertThat(put(session("orders", "1"))).isNull();
        assertThat(put(session("orders", "2")).getMetadata().getResourceVersion())
                .isEqualTo("1");
        assertThat(store.remove("team-a/orders").getMetadata().getResourceVersion())
                .isEqualTo("2");
        assertThat(store.remove("team-a/orders")).isNull();
        assertThat(store.get("team-a/orders")).isNull();
        assertThat(store.size()).isZero();
    }

    @Test
    void informersOfSeveralNamespacesDoNotShareOne() {
        assertThat(PackedItemStore.forNamespaces(Constants.DEFAULT_NAMESPACES_SET, GlueDevSession.class, serialization))
                .isPresent();
        assertThat(PackedItemStore.forNamespaces(Set.of("team-a"), GlueDevSession.class, serialization))
                .isPresent();
        assertThat(PackedItemStore.forNamespaces(Set.of("team-a", "team-b"), GlueDevSession.class, serialization))
                .isEmpty();
    }

    private GlueDevSession put(GlueDevSession session) {
        return store.put(store.getKey(session), session);
    }

    private static GlueDevSession session(String name, String version) {
        GlueDevSession session = Manifest.SESSION_WITH_NOTEBOOK.named(name);
        session.getMetadata().setNamespace("team-a");
        session.getMetadata().setResourceVersion(version);
        return session;
    }

    private String text(GlueDevSession session) {
        return serialization.asYaml(session);
    }
}
