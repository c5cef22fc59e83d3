package dev.awsmlops.sandbox.aws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.contract.Violation.Kind;
import dev.awsmlops.sandbox.aws.service.Timings;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that is simulated, whatever its service: one that AWS does not have, or that goes unchecked, fails. */
class SimulatedOperationsTest {

    /** S3's own model is not published: the SDK's classes tell it. */
    private static final Set<String> TOLD_BY_CLASSES = Set.of("s3");

    static Stream<Arguments> operations() {
        return new SimulatedAws(() -> Instant.EPOCH, Timings.instant())
                .operations().entrySet().stream()
                        .flatMap(service ->
                                service.getValue().stream().sorted().map(name -> Arguments.of(service.getKey(), name)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void isHeldToItsModel(String service, String operation) {
        ServiceModel model = ServiceModels.of(service);
        assertThat(model.has(operation)).as("an operation of AWS").isTrue();
        assertThat(Validator.check(
                        model.input(operation),
                        JsonNodeFactory.instance.objectNode().put("Misspelt", true),
                        model.wire()))
                .extracting(Violation::kind)
                .contains(Kind.UNKNOWN_MEMBER);
        readAll(model.input(operation), new HashSet<>());
        readAll(model.output(operation), new HashSet<>());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void hasAPublishedModelWithConstraints(String service) {
        Class<?> expected = TOLD_BY_CLASSES.contains(service) ? SdkModel.class : NewerModel.class;
        assertThat(ServiceModels.of(service)).isInstanceOf(expected);
    }

    static Stream<String> services() {
        return operations().map(row -> (String) row.get()[0]).distinct();
    }

    @Test
    void areMany() {
        assertThat(operations()).hasSizeGreaterThan(100);
    }

    /** Reads every shape there is, so that none turns up first, unreadable, in a test of something else. */
    private static void readAll(Shape shape, Set<String> seen) {
        if (shape instanceof Shape.Structure structure && seen.add(structure.name())) {
            structure.members().values().forEach(member -> readAll(member.get(), seen));
        } else if (shape instanceof Shape.ListOf list) {
            readAll(list.member().get(), seen);
        } else if (shape instanceof Shape.MapOf map) {
            readAll(map.key().get(), seen);
            readAll(map.value().get(), seen);
        }
    }
}
