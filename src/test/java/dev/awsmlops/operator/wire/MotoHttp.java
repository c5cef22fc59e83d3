package dev.awsmlops.operator.wire;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** The operator's own HTTP client, to moto. Only the calls that have a stand-in are held back. */
final class MotoHttp implements SdkHttpClient {

    private final SdkHttpClient http;
    private final SdkHttpClient simulation;
    private final MotoServer moto;
    private final Map<String, Exchange.StandIn> standIns;
    private final Set<String> unreached = ConcurrentHashMap.newKeySet();

    MotoHttp(SdkHttpClient http, SdkHttpClient simulation, MotoServer moto, Map<String, Exchange.StandIn> standIns) {
        this.http = http;
        this.simulation = simulation;
        this.moto = moto;
        this.standIns = Map.copyOf(standIns);
    }

    /** The calls that moto does not have and that something else has answered. */
    Set<String> unreached() {
        return Set.copyOf(unreached);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String call = JsonService.call(request.httpRequest()).orElse("");
        if (!standIns.containsKey(call)) {
            return http.prepareRequest(request);
        }
        var exchange = new Exchange(request, http, simulation, moto);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (MotoGap.all().contains(call)) {
                    unreached.add(call);
                }
                try {
                    return standIns.get(call).answer(exchange).toHttp();
                } catch (Exchange.Refusal refused) {
                    return refused.answer().toHttp();
                }
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {}
}
