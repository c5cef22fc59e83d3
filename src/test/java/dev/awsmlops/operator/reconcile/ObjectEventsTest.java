package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.aws.SettableClock;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient(crud = true)
class ObjectEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Condition READY = condition("EndpointReady", Status.True, Reason.Ready, "is ready");
    private static final Condition FAILED =
            condition("EndpointReady", Status.False, Reason.ProvisioningFailed, "failed");

    private final SettableClock clock = new SettableClock(NOW);
    private final ObjectEvents events = new ObjectEvents(clock, "operator-0");
    private final GlueDevSession session = new GlueDevSession();
    private KubernetesClient client;

    @BeforeEach
    void name() {
        session.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team-a")
                .withName("explore")
                .withUid("uid-1")
                .withResourceVersion("7")
                .build());
    }

    @Test
    void aChangeIsToldOfTheObjectItHappenedTo() {
        publish(List.of(), List.of(READY));

        assertThat(published()).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getReason()).isEqualTo("Ready");
            assertThat(event.getAction()).isEqualTo("EndpointReady");
            assertThat(event.getNote()).isEqualTo("is ready");
            assertThat(event.getEventTime().getTime()).isEqualTo("2026-11-20T10:00:00.000000Z");
            assertThat(event.getReportingController()).isEqualTo("aws-mlops.dev/mlops-operator");
            assertThat(event.getReportingInstance()).isEqualTo("operator-0");
            assertThat(event.getRegarding().getKind()).isEqualTo("GlueDevSession");
            assertThat(event.getRegarding().getApiVersion()).isEqualTo("aws-mlops.dev/v1alpha1");
            assertThat(event.getRegarding().getName()).isEqualTo("explore");
            assertThat(event.getRegarding().getUid()).isEqualTo("uid-1");
            assertThat(event.getSeries()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"ProvisioningFailed", "InternalError", "TeardownFailed", "ExpiringSoon"})
    void whatGoesWrongIsAWarning(Reason reason) {
        publish(List.of(READY), List.of(condition("EndpointReady", Status.False, reason, "is not well")));

        assertThat(published()).extracting(Event::getType).containsExactly("Warning");
    }

    @Test
    void anotherMessageAloneIsNoChange() {
        publish(List.of(READY), List.of(condition("EndpointReady", Status.True, Reason.Ready, "is still ready")));

        assertThat(published()).isEmpty();
    }

    @Test
    void anotherReasonIsAChange() {
        publish(List.of(FAILED), List.of(condition("EndpointReady", Status.False, Reason.Replacing, "is made again")));

        assertThat(published()).extracting(Event::getReason).containsExactly("Replacing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Available", "Reconciling", "Stalled"})
    void conditionsThatRepeatWhatOthersSayAreSilent(String type) {
        publish(List.of(), List.of(condition(type, Status.True, Reason.Creating, "again")));

        assertThat(published()).isEmpty();
    }

    @Test
    void theSameChangeComingAgainGoesOnAsASeries() {
        publish(List.of(), List.of(READY));
        clock.pass(Duration.ofMinutes(1));
        publish(List.of(FAILED), List.of(READY));
        clock.pass(Duration.ofMinutes(1));
        publish(List.of(FAILED), List.of(READY));

        assertThat(published()).singleElement().satisfies(event -> {
            assertThat(event.getSeries().getCount()).isEqualTo(3);
            assertThat(event.getSeries().getLastObservedTime().getTime()).isEqualTo("2026-11-20T10:02:00.000000Z");
        });
    }

    /** The API lets nothing but the series of an event change. Source: Kubernetes, ValidateEventUpdate. */
    @Test
    void aSeriesLeavesAllElseOfItsEventAlone() {
        publish(List.of(), List.of(READY));
        Event first = published().get(0);
        clock.pass(Duration.ofMinutes(1));
        session.getMetadata().setResourceVersion("8");
        new ObjectEvents(clock, "operator-1").publishChanges(session, List.of(FAILED), List.of(READY), client);

        assertThat(published()).singleElement().satisfies(event -> assertThat(event)
                .usingRecursiveComparison()
                .ignoringFields("series", "metadata")
                .isEqualTo(first));
    }

    @Test
    void anotherMessageComesInAnEventOfItsOwn() {
        publish(List.of(), List.of(READY));
        publish(List.of(FAILED), List.of(condition("EndpointReady", Status.True, Reason.Ready, "is ready again")));

        assertThat(published()).extracting(Event::getNote).containsExactlyInAnyOrder("is ready", "is ready again");
        assertThat(published()).extracting(Event::getSeries).containsOnlyNulls();
    }

    @Test
    void theSameStatedByTwoConditionsAreTwoEvents() {
        publish(List.of(), List.of(READY, condition("NotebookReady", Status.True, Reason.Ready, "is ready")));

        assertThat(published())
                .extracting(Event::getAction)
                .containsExactlyInAnyOrder("EndpointReady", "NotebookReady");
    }

    @Test
    void anObjectMadeAnewUnderTheSameNameHasEventsOfItsOwn() {
        publish(List.of(), List.of(READY));
        session.getMetadata().setUid("uid-2");
        publish(List.of(), List.of(READY));

        assertThat(published()).hasSize(2).allSatisfy(event -> assertThat(event.getSeries())
                .isNull());
    }

    @ParameterizedTest
    @CsvSource({"x, 1024", "ü, 512", "語, 341"})
    void aNoteIsCutToTheBytesThatTheApiTakes(String letter, int letters) {
        publish(List.of(), List.of(condition("EndpointReady", Status.False, Reason.RefusedByAws, letter.repeat(2000))));

        assertThat(published()).extracting(Event::getNote).containsExactly(letter.repeat(letters));
    }

    @Test
    void notesThatDifferOnlyBeyondTheCutAreTwoEvents() {
        for (String end : List.of("a", "b")) {
            publish(List.of(), List.of(condition("EndpointReady", Status.True, Reason.Ready, "x".repeat(2000) + end)));
        }

        assertThat(published()).hasSize(2);
    }

    @Test
    void anObjectOfTheLongestNameHasEventsToo() {
        String longest = "n".repeat(253);
        session.getMetadata().setName(longest);

        publish(List.of(), List.of(READY));

        assertThat(published()).singleElement().satisfies(event -> {
            assertThat(event.getMetadata().getName()).hasSize(253).startsWith("nnn");
            assertThat(event.getRegarding().getName()).isEqualTo(longest);
        });
    }

    private void publish(List<Condition> before, List<Condition> after) {
        events.publishChanges(session, before, after, client);
    }

    private List<Event> published() {
        return client.events().v1().events().inNamespace("team-a").list().getItems();
    }

    private static Condition condition(String type, Status status, Reason reason, String message) {
        return new Condition(type, status, reason.name(), message, NOW.toString(), 1L);
    }
}
