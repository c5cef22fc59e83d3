package dev.awsmlops.sandbox.aws.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.Contract;
import dev.awsmlops.sandbox.aws.contract.Violation.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Holds both sides to AWS's published models: a request that AWS would refuse is refused. An answer to one, and an answer
 * that the SDK would not read in full, is an error of the simulation, remembered even if whoever asked gets over it.
 *
 * <p>Stricter than AWS in one thing: AWS passes over members that it does not know, and here they are refused, since
 * whoever sends one expects something of it.
 */
public final class PublishedContract implements Contract {

    /** What an answer must not have. AWS itself may answer other values than it takes, such as states that are new. */
    private static final Set<Kind> LOST_IN_ANSWERS = EnumSet.of(Kind.UNKNOWN_MEMBER, Kind.TYPE);

    private final List<String> wrongAnswers = new CopyOnWriteArrayList<>();

    @Override
    public void checkRequest(String service, String operation, ObjectNode input) {
        Dialect.of(service).refusal(violations(service, operation, input)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    @Override
    public void checkAnswer(String service, String operation, ObjectNode input, ObjectNode output) {
        ServiceModel model = ServiceModels.of(service);
        List<String> wrong = Stream.concat(
                        violations(service, operation, input).stream(),
                        Validator.check(model.output(operation), output, model.wire()).stream()
                                .filter(violation -> LOST_IN_ANSWERS.contains(violation.kind())))
                .map(violation -> "%s %s: %s".formatted(service, operation, violation.sentence()))
                .toList();
        wrongAnswers.addAll(wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("\n", wrong));
        }
    }

    private static List<Violation> violations(String service, String operation, ObjectNode input) {
        ServiceModel model = ServiceModels.of(service);
        return Validator.check(model.input(operation), input, model.wire());
    }

    /** Everything that AWS could not have answered. */
    public List<String> wrongAnswers() {
        return List.copyOf(wrongAnswers);
    }
}
