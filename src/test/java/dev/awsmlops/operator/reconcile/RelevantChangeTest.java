package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelevantChangeTest {

    private final RelevantChange filter = new RelevantChange();

    static Stream<Named<Consumer<ObjectMeta>>> changes() {
        return Stream.of(
                Named.of("the spec", metadata -> metadata.setGeneration(2L)),
                Named.of("the finalizers", metadata -> metadata.setFinalizers(List.of("aws-mlops.dev/f"))),
                Named.of("its deletion", metadata -> metadata.setDeletionTimestamp("2026-11-20T10:00:00Z")),
                Named.of("a first renewal", metadata -> metadata.setAnnotations(Map.of(GlueDevSession.RENEW, "1"))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatTheReconcilerCanDoSomethingAboutGoesThrough(Consumer<ObjectMeta> change) {
        assertThat(passes(session(), change)).isTrue();
    }

    static Stream<Named<Consumer<ObjectMeta>>> noise() {
        return Stream.of(
                Named.of("nothing, as in a resync", metadata -> {}),
                Named.of("the status", metadata -> metadata.setResourceVersion("2")),
                Named.of("a label", metadata -> metadata.setLabels(Map.of("team", "a"))),
                Named.of("another annotation", metadata -> metadata.setAnnotations(Map.of("note", "1"))));
    }

    @ParameterizedTest
    @MethodSource("noise")
    void whatItCanDoNothingAboutDoesNot(Consumer<ObjectMeta> change) {
        assertThat(passes(session(), change)).isFalse();
    }

    @Test
    void anotherValueOfTheRenewalGoesThroughAndTheSameDoesNot() {
        GlueDevSession renewed = session(Map.of(GlueDevSession.RENEW, "1"));

        assertThat(passes(renewed, metadata -> metadata.setAnnotations(Map.of(GlueDevSession.RENEW, "2"))))
                .isTrue();
        assertThat(passes(renewed, metadata -> metadata.setAnnotations(Map.of(GlueDevSession.RENEW, "1", "note", "1"))))
                .isFalse();
    }

    @Test
    void whatIsBeingDeletedGoesThroughWhateverChanges() {
        GlueDevSession deleted = session();
        deleted.getMetadata().setDeletionTimestamp("2026-11-20T10:00:00Z");

        assertThat(filter.accept(deleted, deleted)).isTrue();
    }

    private static GlueDevSession session() {
        return session(Map.of());
    }

    private static GlueDevSession session(Map<String, String> annotations) {
        var session = new GlueDevSession();
        session.setMetadata(new ObjectMetaBuilder()
                .withName("orders")
                .withGeneration(1L)
                .withResourceVersion("1")
                .withAnnotations(annotations)
                .build());
        return session;
    }

    private boolean passes(GlueDevSession before, Consumer<ObjectMeta> change) {
        GlueDevSession now = session();
        now.getMetadata().setAnnotations(before.getMetadata().getAnnotations());
        change.accept(now.getMetadata());
        return filter.accept(now, before);
    }
}
