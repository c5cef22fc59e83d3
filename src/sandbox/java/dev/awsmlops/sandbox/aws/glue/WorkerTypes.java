package dev.awsmlops.sandbox.aws.glue;

import java.util.Map;

/** What a worker of each type amounts to, in DPUs (API reference, CreateSession and CreateDevEndpoint, WorkerType). */
final class WorkerTypes {

    private static final Map<String, Double> DPUS =
            Map.of("Standard", 1.0, "G.025X", 0.25, "G.1X", 1.0, "G.2X", 2.0, "G.4X", 4.0, "G.8X", 8.0, "Z.2X", 2.0);

    private WorkerTypes() {}

    static boolean known(String workerType) {
        return DPUS.containsKey(workerType);
    }

    static double dpus(String workerType, int workers) {
        return DPUS.get(workerType) * workers;
    }
}
