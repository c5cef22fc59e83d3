package dev.awsmlops.operator.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is kept in Git, by CodeCommit or under SageMaker's names for repositories, none of which moto holds. The simulation
 * does; moto, which can make and delete empty repositories, must agree with it on whether there is one.
 */
final class CodeCommitStandIns {

    private final Set<String> repositories = ConcurrentHashMap.newKeySet();

    Map<String, Exchange.StandIn> all() {
        Map<String, Exchange.StandIn> all = new HashMap<>();
        Arrays.stream(MotoGap.values())
                .filter(MotoGap::isSimulated)
                .forEach(gap -> all.put(gap.call(), Exchange::simulate));
        all.put(JsonService.CODE_COMMIT.call("CreateRepository"), this::create);
        all.put(JsonService.CODE_COMMIT.call("GetRepository"), CodeCommitStandIns::both);
        all.put(JsonService.CODE_COMMIT.call("DeleteRepository"), CodeCommitStandIns::both);
        return all;
    }

    /** Every repository that the operator has made, whether it still exists or not. */
    Set<String> repositories() {
        return Set.copyOf(repositories);
    }

    private Answer create(Exchange exchange) throws IOException {
        repositories.add(exchange.input().path("repositoryName").asText());
        return both(exchange);
    }

    private static Answer both(Exchange exchange) throws IOException {
        Answer moto = exchange.passOn();
        Answer simulation = exchange.simulate();
        if (moto.isOk() != simulation.isOk()
                || !moto.body().path("__type").equals(simulation.body().path("__type"))) {
            throw new IOException("moto answers %s, the simulation %s".formatted(moto, simulation));
        }
        return simulation;
    }
}
