package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int IN_TRANSITION = 7;

    private record Listed(String name, int version) {}

    private record Described(String name, int version) {}

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final Map<String, Integer> inAws = new HashMap<>(Map.of("a", 1));
    private int descriptions;
    private final Observation<Listed, Described> observation = new Observation<>(
            new Listing<>(
                    clock,
                    INTERVAL,
                    () -> inAws.entrySet().stream().map(entry -> new Listed(entry.getKey(), entry.getValue())),
                    Listed::name),
            Listed::version,
            this::describe,
            Described::version,
            described -> described.version() == IN_TRANSITION);

    @Test
    void whatWasNeverDescribedIsReadByItself() {
        assertThat(observation.confirmed("a")).contains(new Described("a", 1));
        assertThat(descriptions).isEqualTo(1);
    }

    @Test
    void aListOfTheSameVersionConfirmsTheLastDescription() {
        observation.now("a");

        assertThat(observation.confirmed("a")).contains(new Described("a", 1));
        assertThat(descriptions).isEqualTo(1);
    }

    @Test
    void anotherVersionInTheListMakesItReadByItself() {
        observation.now("a");
        inAws.put("a", 2);

        assertThat(observation.confirmed("a")).contains(new Described("a", 2));
        assertThat(descriptions).isEqualTo(2);
    }

    @Test
    void absenceFromTheListIsNotBelievedBeforeAwsSaysSoOfTheThingItself() {
        observation.now("a");
        observation.confirmed("a");
        inAws.put("b", 1);
        observation.now("b");
        int before = descriptions;

        assertThat(observation.confirmed("b"))
                .as("made after the list was read")
                .contains(new Described("b", 1));
        assertThat(descriptions).isEqualTo(before + 1);
    }

    @Test
    void whatIsGoneIsForgottenSoThatAStaleListCanNotBringItBack() {
        observation.now("a");
        observation.confirmed("a");
        inAws.remove("a");

        assertThat(observation.now("a")).isEmpty();
        assertThat(observation.confirmed("a")).as("while the list still has it").isEmpty();
    }

    @Test
    void aChangeIsSeenOnceTheListIsReadAnew() {
        observation.now("a");
        observation.confirmed("a");
        inAws.put("a", 2);
        assertThat(observation.confirmed("a")).contains(new Described("a", 1));

        clock.pass(INTERVAL.plusMillis(1));

        assertThat(observation.confirmed("a")).contains(new Described("a", 2));
    }

    @Test
    void nowIsAlwaysAskedOfAws() {
        observation.now("a");
        observation.now("a");

        assertThat(descriptions).isEqualTo(2);
    }

    @Test
    void whatAwsIsAtWorkOnIsConfirmedByAListThatWasJustRead() {
        inAws.put("a", IN_TRANSITION);
        inAws.put("b", IN_TRANSITION);
        observation.awaited("a");
        observation.awaited("b");
        observation.awaited("a");
        int before = descriptions;

        assertThat(observation.awaited("b")).as("the second in vain").isPresent();
        assertThat(observation.awaited("a")).isPresent();
        assertThat(descriptions).isEqualTo(before);

        inAws.put("a", 2);
        clock.pass(Duration.ofSeconds(15));
        observation.awaited("b");
        assertThat(observation.awaited("a")).contains(new Described("a", 2));
    }

    @Test
    void whatAwsIsNotAtWorkOnIsReadByItselfSinceSomebodyMayChangeIt() {
        observation.awaited("a");
        observation.confirmed("a");
        inAws.put("a", 2);

        assertThat(observation.awaited("a")).contains(new Described("a", 2));
    }

    private Optional<Described> describe(String name) {
        descriptions++;
        return Optional.ofNullable(inAws.get(name)).map(version -> new Described(name, version));
    }
}
