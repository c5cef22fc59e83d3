package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/**
 * What an expression can refer to.
 *
 * @param states the value of {@code $states}
 * @param now what {@code $now} and {@code $millis} tell
 * @param random where {@code $random} and {@code $uuid} come from
 */
record Scope(ObjectNode states, Map<String, JsonNode> variables, Instant now, Random random) {}
