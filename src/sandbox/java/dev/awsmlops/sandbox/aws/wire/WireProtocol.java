package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How one service writes its requests and answers. Operations see JSON objects only, named as in the API reference,
 * whatever goes over the wire.
 */
public interface WireProtocol {

    /** Whether the request is written in this protocol. */
    boolean speaks(WireRequest request);

    /** The operation's name, as in the API reference. */
    String operation(WireRequest request);

    /**
     * Reads the operation's parameters.
     *
     * @throws ServiceFailure when the body cannot be read
     */
    ObjectNode input(WireRequest request);

    WireResponse output(String operation, ObjectNode output, String requestId);

    WireResponse failure(ServiceFailure failure, String requestId);
}
