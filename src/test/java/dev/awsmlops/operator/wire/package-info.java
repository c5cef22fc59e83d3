/**
 * The operator as it ships, over HTTP with the SDK's own HTTP client, against emulators of AWS: moto, which others wrote, and
 * the sandbox's simulation on a port. Run alone, by {@code ./mvnw -Pwire test}.
 */
package dev.awsmlops.operator.wire;
