package dev.awsmlops.operator.aws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Gives AWS clients set answers: one to each operation named, and the same one to all others. */
public final class AnsweringHttp implements SdkHttpClient {

    static final String REQUEST_ID = "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE";

    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Answer otherwise;

    public AnsweringHttp(int status, String body) {
        this.otherwise = new Answer(status, body);
    }

    public AnsweringHttp answering(String operation, String body) {
        answers.put(operation, new Answer(200, body));
        return this;
    }

    public AnsweringHttp refusing(String operation, String code, String message) {
        answers.put(operation, refusal(code, message));
        return this;
    }

    /** The operations that were called, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** AWS with these answers, where a call is attempted once. */
    public Aws aws(Clock clock) {
        return new Aws(
                new Aws.Settings("eu-central-1", Optional.empty(), 1, Duration.ofMinutes(5)),
                this,
                AnonymousCredentialsProvider.create(),
                clock);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        String operation = target.substring(target.lastIndexOf('.') + 1);
        calls.add(operation);
        Answer answer = answers.getOrDefault(operation, otherwise);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(answer.status())
                                .putHeader("x-amzn-RequestId", REQUEST_ID)
                                .putHeader("Content-Type", "application/x-amz-json-1.1")
                                .build())
                        .responseBody(AbortableInputStream.create(
                                new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8))))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private static Answer refusal(String code, String message) {
        return new Answer(400, "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message));
    }
}
