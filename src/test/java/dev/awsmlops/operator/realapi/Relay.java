package dev.awsmlops.operator.realapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes connections on to the server, and cuts or refuses them when told to, as a load balancer or a network may. */
final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final URI server;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refuses;

    Relay(URI server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    /** The server's address, by way of this. */
    URI address() {
        return URI.create("https://127.0.0.1:" + door.getLocalPort() + server.getPath());
    }

    /** Ends all connections; new ones are taken. */
    void cut() {
        open.forEach(Relay::shut);
    }

    /** Ends all connections and takes no more until told to. */
    void refuse() {
        refuses = true;
        cut();
    }

    void accept() {
        refuses = false;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (refuses) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                LOG.debug("A connection did not come about", e);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket(server.getHost(), server.getPort());
        open.add(client);
        open.add(upstream);
        start(() -> pass(client, upstream));
        start(() -> pass(upstream, client));
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (SocketException e) {
            LOG.debug("A connection has ended", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            shut(from);
            shut(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection was not closed", e);
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
