package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.sandbox.aws.Door;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The line between clients and a simulated account, which may be slow, and whose account may answer lists of a while ago. */
final class Line implements SdkHttpClient {

    /**
     * Lists that may be old. For Step Functions that is documented ("This operation is eventually consistent. The results are
     * best effort and may not reflect very recent updates and changes", API reference, {@code ListExecutions} and {@code
     * ListStateMachines}); for the others nothing promises that they are not.
     */
    private static final Pattern LISTS =
            Pattern.compile(".*\\.(List(?!Tags)(?!Crawls)[A-Za-z]+|GetDevEndpoints|GetCrawlers|GetDatabases)");

    private record Answer(Instant at, SdkHttpResponse head, SdkBytes body) {

        HttpExecuteResponse asResponse() {
            return HttpExecuteResponse.builder()
                    .response(head)
                    .responseBody(AbortableInputStream.create(body.asInputStream()))
                    .build();
        }
    }

    private final Map<String, Answer> lists = new HashMap<>();
    private Door door;
    private ManualClock clock;
    private Dice dice;
    private Duration slowest = Duration.ZERO;
    private Duration oldest = Duration.ZERO;

    /** Leads to another account from now on. */
    void connect(Door newDoor, ManualClock newClock, Dice newDice) {
        door = newDoor;
        clock = newClock;
        dice = newDice;
        slowest = Duration.ZERO;
        oldest = Duration.ZERO;
        lists.clear();
    }

    /** Goes through another door of the same account. */
    void through(Door newDoor) {
        door = newDoor;
    }

    /** A call takes up to so long, each way. */
    void slow(Duration most) {
        slowest = most;
    }

    /** A list may be the answer of up to so long ago. */
    void stale(Duration most) {
        oldest = most;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest direct = door.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                take(slowest);
                HttpExecuteResponse response = perhapsOld(request, direct);
                take(slowest);
                return response;
            }

            @Override
            public void abort() {}
        };
    }

    private void take(Duration most) {
        if (!most.isZero()) {
            clock.advance(dice.between(Duration.ZERO, most));
        }
    }

    private HttpExecuteResponse perhapsOld(HttpExecuteRequest request, ExecutableHttpRequest direct)
            throws IOException {
        Optional<String> list = request.httpRequest()
                .firstMatchingHeader("X-Amz-Target")
                .filter(target -> LISTS.matcher(target).matches())
                .map(target -> target + " " + body(request));
        if (oldest.isZero() || list.isEmpty()) {
            return direct.call();
        }
        Answer old = lists.get(list.get());
        if (old != null && !old.at().plus(oldest).isBefore(clock.instant()) && dice.chance(0.7)) {
            return old.asResponse();
        }
        HttpExecuteResponse response = direct.call();
        SdkBytes body = SdkBytes.fromByteArray(
                response.responseBody().isPresent()
                        ? response.responseBody().get().readAllBytes()
                        : new byte[0]);
        var answer = new Answer(clock.instant(), response.httpResponse(), body);
        if (answer.head().isSuccessful()) {
            lists.put(list.get(), answer);
        }
        return answer.asResponse();
    }

    private static String body(HttpExecuteRequest request) {
        if (request.contentStreamProvider().isEmpty()) {
            return "";
        }
        try (InputStream stream = request.contentStreamProvider().get().newStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
