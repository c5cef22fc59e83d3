package dev.awsmlops.sandbox.kubernetes;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A Kubernetes API server without a cluster behind it, listening on the loopback interface. It keeps objects, applies
 * on the server side, validates custom resources, and serves kubectl; it runs no pods and no controllers except those
 * that clean up after deleted namespaces, definitions and owners. Its objects last until it is closed. Safe for use by
 * several threads.
 */
public final class EmbeddedKubernetes implements AutoCloseable {
    private final ApiServer api;
    private final HttpEndpoint endpoint;
    private final int port;
    private final List<KubernetesClient> clients = new ArrayList<>();

    private EmbeddedKubernetes(int port, Clock clock) {
        api = new ApiServer(clock);
        List.of("default", "kube-system").forEach(api::seedNamespace);
        endpoint = new HttpEndpoint(api);
        this.port = endpoint.open(port);
    }

    /** Starts a server on a free port. */
    public static EmbeddedKubernetes start() {
        return start(0);
    }

    public static EmbeddedKubernetes start(int port) {
        return start(port, Clock.systemUTC());
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any that is free
     * @param clock gives the times that the server writes, and the ages that it prints
     */
    public static EmbeddedKubernetes start(int port, Clock clock) {
        return new EmbeddedKubernetes(port, clock);
    }

    /**
     * Installs kinds, or changes them.
     *
     * @throws RuntimeException with the API server's message, when a definition is refused
     */
    public void install(CustomResourceDefinition... definitions) {
        for (CustomResourceDefinition definition : definitions) {
            api.apply(Json.parseObject(Serialization.asJson(definition)));
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What a client of its own needs to know, and nothing from the environment. */
    public Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withNamespace("default")
                .build();
    }

    /** A new client, independent of the others; closed with the server at the latest. */
    public synchronized KubernetesClient client() {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config())
                .withHttpClientFactory(new VertxHttpClientFactory(endpoint.vertx()))
                .build();
        clients.add(client);
        return client;
    }

    public void writeKubeconfig(Path file) {
        try {
            Files.writeString(file, Kubeconfig.forServer(url()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers the next so many calls like these with an HTTP status such as 409, 429, 500 or 503. */
    public void refuse(int times, int status, Predicate<ApiCall> which) {
        api.faults().refuse(times, status, which);
    }

    public void refuseNothing() {
        api.faults().clear();
    }

    /** Refuses connections and cuts those that are open; what is stored stays. */
    public void goDown() {
        endpoint.shut();
    }

    public void comeUp() {
        endpoint.open(port);
    }

    /** Forgets what has changed: running watches get 410 Gone, and so do those that resume from an older version. */
    public void expireWatches() {
        api.expireWatches();
    }

    /** Ends all watches without a word, as a proxy does. */
    public void cutWatches() {
        api.watches().cut();
    }

    public int watches() {
        return api.watches().count();
    }

    /** The calls since the start, or since they were last forgotten, in order; the latest 50,000 at most. */
    public List<ApiCall> calls() {
        return api.calls();
    }

    public void forgetCalls() {
        api.forgetCalls();
    }

    /**
     * How many times objects of a kind were written to, successfully or not.
     *
     * @param resource {@code plural.group}
     * @param subresource such as {@code status}; empty for the objects themselves
     */
    public long writes(String resource, String subresource) {
        return calls().stream()
                .filter(call -> call.isWrite()
                        && call.resource().equals(resource)
                        && call.subresource().equals(subresource))
                .count();
    }

    @Override
    public synchronized void close() {
        clients.forEach(KubernetesClient::close);
        endpoint.close();
    }
}
