package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest extends EmbeddedKubernetesTest {
    /** What a watch has seen, one word an event. */
    private static final class Seen implements Watcher<Widget> {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void eventReceived(Action action, Widget widget) {
            events.add(action + " " + widget.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {
            events.add(cause.isHttpGone() ? "GONE" : "CLOSED");
        }
    }

    private Seen watch(KubernetesClient watcher, ListOptions options) {
        Seen seen = new Seen();
        watcher.resources(Widget.class).inNamespace("default").watch(options, seen);
        return seen;
    }

    private static void assertSeen(Seen seen, String... events) {
        await().untilAsserted(() -> assertThat(seen.events).containsExactly(events));
    }

    private void create(String name) {
        client.resource(Widget.named(name)).create();
    }

    private void resize(String name, int size) {
        widget(name).edit(widget -> {
            widget.getSpec().size = size;
            return widget;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sees_what_there_is_and_what_happens_over_web_sockets_and_plain_http(boolean plain) {
        Config config = new ConfigBuilder(kubernetes.config())
                .withOnlyHttpWatches(plain)
                .build();
        try (KubernetesClient watcher =
                new KubernetesClientBuilder().withConfig(config).build()) {
            create("one");
            Seen seen = watch(watcher, new ListOptions());
            assertSeen(seen, "ADDED one");
            resize("one", 4);
            create("two");
            widget("one").delete();
            assertSeen(seen, "ADDED one", "MODIFIED one", "ADDED two", "DELETED one");
        }
    }

    @Test
    void goes_on_from_the_version_that_it_is_given() {
        create("one");
        String version = widget("one").get().getMetadata().getResourceVersion();
        resize("one", 4);
        widget("one").delete();
        create("two");
        Seen seen = watch(
                client, new ListOptionsBuilder().withResourceVersion(version).build());
        assertSeen(seen, "MODIFIED one", "DELETED one", "ADDED two");
    }

    @Test
    void sees_objects_come_and_go_as_their_labels_change() {
        Seen seen = watch(
                client,
                new ListOptionsBuilder()
                        .withLabelSelector("colour in (red, blue)")
                        .build());
        create("one");
        widget("one").edit(widget -> {
            widget.getMetadata().setLabels(Map.of("colour", "red"));
            return widget;
        });
        widget("one").edit(widget -> {
            widget.getMetadata().setLabels(Map.of("colour", "green"));
            return widget;
        });
        assertSeen(seen, "ADDED one", "DELETED one");
    }

    @Test
    void is_told_when_its_version_has_expired() {
        create("one");
        String version = widget("one").get().getMetadata().getResourceVersion();
        Seen running = watch(
                client, new ListOptionsBuilder().withResourceVersion(version).build());
        create("two");
        assertSeen(running, "ADDED two");
        kubernetes.expireWatches();
        assertSeen(running, "ADDED two", "GONE");
        assertSeen(
                watch(
                        client,
                        new ListOptionsBuilder().withResourceVersion(version).build()),
                "GONE");
    }

    @Test
    void goes_on_after_it_was_cut_or_the_server_was_away() {
        Seen seen = watch(client, new ListOptions());
        create("one");
        assertSeen(seen, "ADDED one");
        kubernetes.cutWatches();
        create("two");
        await().untilAsserted(() -> assertThat(seen.events).contains("ADDED two"));
        kubernetes.goDown();
        kubernetes.comeUp();
        // The first client may not have noticed yet that its idle connections are closed, and would send on one of
        // them.
        try (KubernetesClient another = kubernetes.client()) {
            another.resource(Widget.named("three")).create();
        }
        await().untilAsserted(() -> assertThat(seen.events).contains("ADDED three"));
    }
}
