package dev.awsmlops.sandbox.aws.contract;

import java.util.List;
import java.util.Set;

/**
 * Values that AWS takes although no model has them, since the models are older than the service.
 *
 * @param shape the text of the service's model that may have these values too
 */
record Amendment(String service, String shape, Set<String> taken) {

    /** Each with where AWS says so. One that the models have caught up with fails a test. */
    static final List<Amendment> ALL = List.of(
            // SageMaker developer guide, "Amazon Linux" versions of notebook instances (doc_source nbi-al2.md).
            new Amendment("sagemaker", "PlatformIdentifier", Set.of("notebook-al2-v3", "notebook-al2023-v1")));
}
