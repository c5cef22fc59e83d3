package dev.awsmlops.operator.realapi;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Records what a client asks of the server, and can send watches back to the beginning of time, which the server has
 * forgotten: it answers them 410 Gone.
 */
final class Requests implements Interceptor {

    private record Request(String method, URI uri) {}

    private final String basePath =
            URI.create(GivenServer.config().getMasterUrl()).getPath();
    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger outdated = new AtomicInteger();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        // A watch over a WebSocket has no method of its own; it is a GET.
        seen.add(new Request(request.method() == null ? "GET" : request.method(), request.uri()));
        String uri = request.uri().toString();
        if (uri.contains("watch=true") && outdated.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            builder.uri(URI.create(uri.replaceAll("resourceVersion=\\d+", "resourceVersion=1")));
        }
    }

    /** Lets the next so many watches ask for changes since the first one ever. */
    void outdateWatches(int number) {
        outdated.set(number);
    }

    int outdatedWatchesToCome() {
        return outdated.get();
    }

    long lists() {
        return seen.stream()
                .flatMap(request -> Right.neededFor(request.method(), request.uri(), basePath).stream())
                .filter(right -> right.verb().equals("list"))
                .count();
    }

    /** What the server was asked to allow. */
    Set<Right> rights() {
        return seen.stream()
                .flatMap(request -> Right.neededFor(request.method(), request.uri(), basePath).stream())
                .collect(Collectors.toSet());
    }
}
