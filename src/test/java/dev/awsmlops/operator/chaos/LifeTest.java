package dev.awsmlops.operator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.SimulatedAws;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That the lives can fail, and that a seed says all there is to say of one. */
class LifeTest {

    private static final long FIRST = 1;
    private static final int LIVES = 12;

    private final Rig rig = new Rig();

    @Test
    void aSeedAlwaysGivesTheSameLife() {
        for (long seed = FIRST; seed < FIRST + LIVES; seed++) {
            assertThat(course(seed)).as("seed %d", seed).isEqualTo(course(seed));
        }
    }

    @Test
    void anAccountThatSaysItDeletesAndNeverDoesIsCaughtAndTheFailureSaysHowToSeeItAgain() {
        Failure failure = failure(aws -> aws.faults()
                .onAny()
                .where(attempt -> attempt.operation().matches("DeleteDevEndpoint|StopSession"))
                .ignore());

        assertThat(failure.toString())
                .contains("./mvnw test -Dtest=SeededFaultsTest -Dfaults.seed=" + failure.seed() + "\n")
                .contains("there runs")
                .contains("the operator: a process starts", "user: applies", "the last calls to AWS:", "the objects:");
        assertThat(Failure.of(failure.seed(), rig, aws -> {}))
                .as("the same life where AWS does what it says")
                .isEmpty();
    }

    @Test
    void anAccountThatNeverFinishesAnythingIsCaught() {
        Failure failure = failure(aws -> aws.faults()
                .on("sagemaker", "CreateNotebookInstanceLifecycleConfig")
                .failBefore("InternalFailure", "An unknown error", 500));

        assertThat(failure.what()).contains("not settled are");
    }

    private Failure failure(Consumer<SimulatedAws> tampering) {
        return LongStream.range(FIRST, FIRST + LIVES)
                .mapToObj(seed -> Failure.of(seed, rig, tampering))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private List<Object> course(long seed) {
        var life = new Life(seed, rig, aws -> {});
        life.live();
        return List.of(life.scene().journal().lines(), life.scene().aws().calls());
    }
}
