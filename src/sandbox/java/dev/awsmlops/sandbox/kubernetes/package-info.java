/**
 * A Kubernetes API server in the JVM, for the sandbox and for tests: one port that the operator, Fabric8 and kubectl
 * take for the real one. Fabric8's mock server is the store; what it lacks (server-side apply, admission by schema,
 * watches over HTTP, discovery, tables) is here.
 */
package dev.awsmlops.sandbox.kubernetes;
