package dev.awsmlops.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackingTest {

    private final Packing packing = new Packing();

    @Test
    void aTextComesOutAsItWentInWhateverCameAfterIt() {
        List<String> texts =
                List.of("", "a", "{}", alike(1), alike(2), "x".repeat(100_000), alike(3), noise(50_000), "ü");

        var packed = texts.stream().map(packing::pack).toList();

        assertThat(packed.stream().map(Packing.Packed::text)).containsExactlyElementsOf(texts);
    }

    @Test
    void ofTextsThatAreAlikeAllButTheFirstTakeATenthOfTheirRoom() {
        int bytes = IntStream.rangeClosed(1, 100)
                .map(number -> packing.pack(alike(number)).size())
                .sum();

        assertThat(bytes).isLessThan(100 * alike(1).length() / 10);
    }

    @Test
    void aSlowGrowthLeavesFewDictionariesBehind() {
        long dictionaries = IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> packing.pack("x".repeat(number)).dictionary())
                .distinct()
                .count();

        assertThat(dictionaries).isLessThan(40);
    }

    private static String alike(int number) {
        return """
                {"metadata":{"name":"orders-%d","namespace":"team-a","generation":1},"spec":{"glueVersion":"5.0",
                "workerType":"G.1X","numberOfWorkers":2,"ttl":"8h"},"status":{"phase":"Ready","conditions":[
                {"type":"Ready","status":"True","reason":"Ready","message":"all parts are ready"},
                {"type":"EndpointReady","status":"True","reason":"Ready","message":"session orders-%d is ready"}]}}""".formatted(number, number);
    }

    private static String noise(int length) {
        return new Random(1)
                .ints(length, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
