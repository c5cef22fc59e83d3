package dev.awsmlops.operator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * One call of the operator's that is not simply passed on to moto.
 *
 * @param overHttp the client that goes to moto
 * @param simulation the client that goes to the simulation
 */
record Exchange(HttpExecuteRequest request, SdkHttpClient overHttp, SdkHttpClient simulation, MotoServer moto) {

    /** How such a call is answered. */
    @FunctionalInterface
    interface StandIn {
        Answer answer(Exchange exchange) throws IOException;
    }

    /** moto refuses a call that a stand-in makes: that is what the operator is answered. */
    static final class Refusal extends IOException {

        private static final long serialVersionUID = 1;

        private final transient Answer answer;

        Refusal(Answer answer) {
            super("moto answered " + answer);
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    ObjectNode input() throws IOException {
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            return (ObjectNode) Answer.JSON.readTree(body);
        }
    }

    /** The call as it is, by moto. */
    Answer passOn() throws IOException {
        return Answer.of(overHttp.prepareRequest(request).call());
    }

    /** The call as it is, by the simulation. */
    Answer simulate() throws IOException {
        return Answer.of(simulation.prepareRequest(request).call());
    }

    /** Another call to moto. */
    ObjectNode ask(JsonService service, String operation, ObjectNode input) throws IOException {
        Answer answer = moto.call(service, operation, input);
        if (!answer.isOk()) {
            throw new Refusal(answer);
        }
        return answer.body();
    }
}
