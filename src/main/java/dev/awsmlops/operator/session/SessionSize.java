package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.WorkerType;

/** How large a session's Spark environment is, with AWS's own default where the spec names no size. */
public record SessionSize(WorkerType workerType, int workers) {

    /** Source: Glue API reference, CreateDevEndpoint and CreateSession: five data processing units. */
    private static final int DEFAULT_DPUS = 5;

    public static SessionSize of(GlueDevSessionSpec spec) {
        if (spec.workerType() != null) {
            return new SessionSize(spec.workerType(), spec.numberOfWorkers());
        }
        return new SessionSize(WorkerType.G_1X, spec.maxCapacity() != null ? spec.maxCapacity() : DEFAULT_DPUS);
    }

    /** Data processing units that it is billed as. */
    int dpus() {
        return workerType.dpus() * workers;
    }
}
