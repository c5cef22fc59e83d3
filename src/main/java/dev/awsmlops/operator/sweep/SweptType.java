package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What the operator makes in AWS and the sweeper looks after, in the order in which it is taken down. What holds data is not
 * among it: buckets, databases and repositories are kept unless their spec, which is gone, had said otherwise.
 */
enum SweptType {
    SCHEDULE("Schedule", "Scheduler"),
    NOTEBOOK("SageMaker notebook", "SageMaker"),
    DEV_ENDPOINT("Glue dev endpoint", "Glue"),
    SESSION("Glue interactive session", "Glue"),
    CRAWLER("Glue crawler", "Glue"),
    LIFECYCLE_CONFIG("SageMaker lifecycle config", "SageMaker"),
    CODE_REPOSITORY("SageMaker code repository", "SageMaker"),
    STATE_MACHINE("State machine", "SFN"),
    ROLE("IAM role", "IAM");

    private final String words;
    private final String service;

    SweptType(String words, String service) {
        this.words = words;
        this.service = service;
    }

    /** How a person would call it. */
    String words() {
        return words;
    }

    /** The SDK's id of its service. */
    String service() {
        return service;
    }

    /** Whether objects of a kind have such things. */
    boolean isOf(String kind) {
        return switch (this) {
            case NOTEBOOK, SESSION, LIFECYCLE_CONFIG, STATE_MACHINE ->
                is(GlueDevSession.class, kind) || is(MlWorkspace.class, kind);
            case DEV_ENDPOINT -> is(GlueDevSession.class, kind);
            case CRAWLER -> is(DataLake.class, kind);
            case SCHEDULE, CODE_REPOSITORY -> is(MlWorkspace.class, kind);
            case ROLE -> true;
        };
    }

    /**
     * Whether it is needed for as long as the other is there: a state machine may be the switch that ends a notebook, and a
     * notebook without its role can't even stop itself.
     */
    boolean outlives(SweptType other) {
        return switch (this) {
            case LIFECYCLE_CONFIG, CODE_REPOSITORY -> other == NOTEBOOK;
            case STATE_MACHINE -> other.compareTo(CRAWLER) < 0;
            case ROLE -> other != ROLE;
            default -> false;
        };
    }

    private static boolean is(Class<? extends HasMetadata> type, String kind) {
        return HasMetadata.getKind(type).equals(kind);
    }
}
