package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultTagsTest {

    @Test
    void areReadAsTheyAreWritten() {
        assertThat(DefaultTags.of(List.of("cost-center=data-science", "query=a=b", "empty=")))
                .isEqualTo(Map.of("cost-center", "data-science", "query", "a=b", "empty", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost-center", "=data-science", "aws:team=ml", "aws-mlops.dev/uid=1"})
    void areRefusedWhereAwsOrTheOperatorWouldMistakeThem(String tag) {
        assertThatThrownBy(() -> DefaultTags.of(List.of(tag)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mlops.default-tags");
    }

    @Test
    void leaveRoomForThoseOfEveryObject() {
        List<String> eleven =
                IntStream.range(0, 11).mapToObj(i -> "k" + i + "=v").toList();

        assertThat(DefaultTags.of(eleven.subList(0, 10))).hasSize(10);
        assertThatThrownBy(() -> DefaultTags.of(eleven)).hasMessageContaining("10 at most");
    }
}
