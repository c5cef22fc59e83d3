package dev.awsmlops.sandbox.aws.sns;

import java.time.Instant;
import java.util.Optional;

/** A message that a topic has taken. */
public record Published(String topicArn, String messageId, Optional<String> subject, String message, Instant time) {}
