package dev.awsmlops.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.iam.SdkCalls;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class WireCallsTest {

    @Test
    void everyCallThatTheOperatorCanMakeIsMadeOrIsKnownNotToBe() {
        Set<String> known = new TreeSet<>(leftOut());
        Arrays.stream(Life.values()).forEach(life -> known.addAll(life.calls()));
        assertThat(SdkCalls.inSources())
                .containsExactlyInAnyOrderElementsOf(
                        known.stream().map(WireCallsTest::bySigningName).collect(Collectors.toSet()));
    }

    @Test
    void noCallIsMadeThatIsLeftOut() {
        Arrays.stream(Life.values()).forEach(life -> assertThat(life.calls()).doesNotContainAnyElementsOf(leftOut()));
    }

    private static Set<String> leftOut() {
        return Arrays.stream(LeftOut.values()).map(LeftOut::call).collect(Collectors.toSet());
    }

    private static String bySigningName(String call) {
        String service = call.substring(0, call.indexOf('.'));
        String signingName = service.equals("SFN") ? "states" : service.toLowerCase(Locale.ROOT);
        return signingName + ":" + call.substring(call.indexOf('.') + 1);
    }
}
