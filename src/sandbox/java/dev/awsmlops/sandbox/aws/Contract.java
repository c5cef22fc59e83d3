package dev.awsmlops.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the callers of a service and the service itself have promised each other. It is consulted at every call that is
 * carried out: before the operation sees the request, and before the caller sees the answer.
 *
 * <p>Services are named as they are signed for, such as {@code glue}; operations and members as in the API reference.
 */
public interface Contract {

    /** Leaves everything to the operations. */
    Contract NONE = new Contract() {
        @Override
        public void checkRequest(String service, String operation, ObjectNode input) {}

        @Override
        public void checkAnswer(String service, String operation, ObjectNode input, ObjectNode output) {}
    };

    /**
     * Looks at a request that has no effect yet.
     *
     * @throws dev.awsmlops.sandbox.aws.wire.ServiceFailure what AWS would answer, if it would refuse and the operation has no words of its own for it
     */
    void checkRequest(String service, String operation, ObjectNode input);

    /**
     * Looks at what an operation answers to a request.
     *
     * @throws IllegalStateException when AWS could not answer so
     */
    void checkAnswer(String service, String operation, ObjectNode input, ObjectNode output);
}
