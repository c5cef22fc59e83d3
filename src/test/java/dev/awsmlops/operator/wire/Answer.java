package dev.awsmlops.operator.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What a call of a {@link JsonService} is answered. */
record Answer(int status, ObjectNode body) {

    static final ObjectMapper JSON = new ObjectMapper();

    static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    static Answer ok() {
        return ok(JSON.createObjectNode());
    }

    /** Of an HTTP response, whose body need not be JSON when it reports a fault of the emulator's own. */
    static Answer of(int status, String body) throws IOException {
        return body.startsWith("{")
                ? new Answer(status, (ObjectNode) JSON.readTree(body))
                : new Answer(status, JSON.createObjectNode().put("message", body));
    }

    static Answer of(HttpExecuteResponse response) throws IOException {
        String body = "";
        if (response.responseBody().isPresent()) {
            try (InputStream stream = response.responseBody().get()) {
                body = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return of(response.httpResponse().statusCode(), body);
    }

    boolean isOk() {
        return status == 200;
    }

    HttpExecuteResponse toHttp() {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "application/x-amz-json-1.1")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }
}
