package dev.awsmlops.sandbox.aws;

import dev.awsmlops.sandbox.aws.wire.WireRequest;
import dev.awsmlops.sandbox.aws.wire.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A way into the simulated account for one caller, for the SDK to use in place of an HTTP client: marshalling, signing,
 * retries and error parsing are the SDK's own. One door serves all services and regions. Thread-safe.
 *
 * <p>A killed door stays killed: calls through it, those under way included, throw {@link DoorKilled}. Closing a client
 * does not close its door.
 */
public final class Door implements SdkHttpClient {

    private final SimulatedAws aws;
    private final String caller;
    private volatile boolean killed;

    Door(SimulatedAws aws, String caller) {
        this.aws = aws;
        this.caller = caller;
    }

    public String caller() {
        return caller;
    }

    /** The process behind it dies. What its calls have done so far stays done. */
    public void kill() {
        killed = true;
    }

    public boolean killed() {
        return killed;
    }

    void requireAlive() {
        if (killed) {
            throw new DoorKilled(caller);
        }
    }

    /**
     * Passes a request on.
     *
     * @throws IOException when a fault loses the request or the answer
     */
    WireResponse send(WireRequest request) throws IOException {
        WireResponse response = aws.serve(this, request);
        requireAlive();
        return response;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                SdkHttpRequest http = request.httpRequest();
                WireResponse response = send(new WireRequest(
                        http.method().name(),
                        http.encodedPath(),
                        http.rawQueryParameters(),
                        http.headers(),
                        body(request.contentStreamProvider())));
                SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(response.status());
                response.headers().forEach(head::putHeader);
                return HttpExecuteResponse.builder()
                        .response(head.build())
                        .responseBody(
                                AbortableInputStream.create(response.body().asInputStream()))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    private static SdkBytes body(Optional<ContentStreamProvider> content) {
        if (content.isEmpty()) {
            return SdkBytes.fromByteArray(new byte[0]);
        }
        try (InputStream stream = content.get().newStream()) {
            return SdkBytes.fromInputStream(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String clientName() {
        return "SimulatedAws";
    }

    @Override
    public void close() {}
}
