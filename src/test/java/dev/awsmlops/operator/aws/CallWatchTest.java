package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an observer is told of a client's calls. */
class CallWatchTest {

    private final List<String> told = new ArrayList<>();
    private final AnsweringHttp http = new AnsweringHttp(200, "{}");

    @Test
    void aCallThatSucceedsIsOneAttempt() {
        call();

        assertThat(told).containsExactly("Glue GetSession ok");
    }

    @Test
    void aFailureIsToldByWhatItMeans() {
        assertThat(toldWhenRefusedBy("AccessDeniedException")).containsExactly("Glue GetSession ACCESS_DENIED");
        assertThat(toldWhenRefusedBy("EntityNotFoundException")).containsExactly("Glue GetSession NOT_FOUND");
        assertThat(toldWhenRefusedBy("ResourceNumberLimitExceededException")).containsExactly("Glue GetSession QUOTA");
    }

    @Test
    void everyAttemptThatIsThrottledCounts() {
        assertThat(toldWhenRefusedBy("ThrottlingException"))
                .containsExactly("Glue GetSession THROTTLED", "Glue GetSession THROTTLED");
        assertThat(http.calls()).hasSize(2);
    }

    private List<String> toldWhenRefusedBy(String code) {
        told.clear();
        http.refusing("GetSession", code, "as asked");
        assertThatThrownBy(this::call).isInstanceOf(AwsServiceException.class);
        return told;
    }

    private void call() {
        try (Aws aws = new Aws(
                new Aws.Settings("eu-central-1", Optional.empty(), 2, Duration.ofMinutes(5)),
                http,
                AnonymousCredentialsProvider.create(),
                Clock.systemUTC(),
                this::note)) {
            aws.region(null).glue().getSession(request -> request.id("etl"));
        }
    }

    private void note(String service, String operation, Optional<FailureKind> failure, Duration duration) {
        assertThat(duration.isNegative()).isFalse();
        told.add(
                service + " " + operation + " " + failure.map(FailureKind::name).orElse("ok"));
    }
}
