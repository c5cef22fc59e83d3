package dev.awsmlops.sandbox.aws.service;

import dev.awsmlops.sandbox.aws.wire.WireProtocol;

/**
 * One AWS service.
 *
 * @param signingName as in the credential scope of its requests, such as {@code glue}; also the prefix of its actions in
 *     IAM policies
 */
public record SimulatedService(String signingName, WireProtocol protocol, Operations operations) {}
