package dev.awsmlops.operator.chaos;

import dev.awsmlops.sandbox.aws.SimulatedAws;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A life in which a promise did not hold: which, what had happened in it, and how to live it once more. */
record Failure(long seed, String what, List<String> journal, String end) {

    /** Lives a life. */
    static Optional<Failure> of(long seed, Rig rig, Consumer<SimulatedAws> tampering) {
        var life = new Life(seed, rig, tampering);
        try {
            life.live();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(of(seed, e.getMessage(), life.scene()));
        } catch (RuntimeException e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return Optional.of(of(seed, trace.toString(), life.scene()));
        }
    }

    private static Failure of(long seed, String what, Scene scene) {
        String calls = scene.aws().calls().stream()
                .skip(Math.max(0, scene.aws().calls().size() - 40))
                .map(call -> call.time() + " " + call.caller() + " " + call.operation()
                        + call.resource().map(name -> " " + name).orElse("")
                        + call.error().map(error -> " ! " + error).orElse(""))
                .collect(Collectors.joining("\n"));
        String objects = Serialization.asYaml(scene.cluster().all().toList());
        return new Failure(
                seed, what, scene.journal().lines(), "the last calls to AWS:\n" + calls + "\nthe objects:\n" + objects);
    }

    @Override
    public String toString() {
        return """

                seed %d: %s
                to live it again:
                ./mvnw test -Dtest=SeededFaultsTest -Dfaults.seed=%d

                %s

                %s
                """.formatted(seed, what, seed, String.join("\n", journal), end);
    }
}
