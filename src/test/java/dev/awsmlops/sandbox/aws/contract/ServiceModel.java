package dev.awsmlops.sandbox.aws.contract;

/** What AWS has published of one service: its operations, and what they take and answer. */
interface ServiceModel {

    Wire wire();

    boolean has(String operation);

    /**
     * What an operation takes.
     *
     * @throws IllegalArgumentException when the service has no such operation
     */
    Shape.Structure input(String operation);

    /**
     * What an operation answers.
     *
     * @throws IllegalArgumentException when the service has no such operation
     */
    Shape.Structure output(String operation);
}
