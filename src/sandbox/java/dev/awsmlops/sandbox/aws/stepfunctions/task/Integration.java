package dev.awsmlops.sandbox.aws.stepfunctions.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;

/** A call of an AWS service that a Task state can make. */
public interface Integration {

    /** The signing name of the service. */
    String service();

    /** As the API reference has it. */
    String operation();

    /** What is wrong with arguments of which not all may be known yet: an expression can be anything. */
    List<String> problems(JsonNode arguments);

    /**
     * The arguments as the service takes them.
     *
     * @throws IllegalArgumentException when it does not take them
     */
    ObjectNode input(JsonNode arguments);

    /** The service's answer as the state sees it. */
    JsonNode result(ObjectNode output);

    /** The name that the state's retriers and catchers know an error of the service by. */
    String errorName(ServiceFailure failure);

    /** The same, for a call of which no answer came. */
    String lostName();

    /** As causes name the service. */
    String label();
}
