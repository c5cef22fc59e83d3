package dev.awsmlops.operator.wire;

import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedAwsServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpClient;

/** The simulated account of a world, on a port. */
record SimulatedAccount(SimulatedAwsServer server, SdkHttpClient http) implements Emulated {

    static SimulatedAccount open(World world, SdkHttpClient http) throws IOException {
        return new SimulatedAccount(SimulatedAwsServer.start(world.aws().door(World.OPERATOR), 0), http);
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    public Set<String> unreached() {
        return Set.of();
    }

    /** The world's own inventory has everything. */
    @Override
    public List<String> leftovers() {
        return List.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
