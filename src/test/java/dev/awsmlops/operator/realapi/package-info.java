/**
 * The operator, with AWS simulated, on the Kubernetes API server that {@code -Dkubeconfig} names: what the embedded API could
 * have wrong together with the operator shows here. Run alone, by hand: {@code ./mvnw -Preal-api test -Dkubeconfig=<file>}.
 */
package dev.awsmlops.operator.realapi;
