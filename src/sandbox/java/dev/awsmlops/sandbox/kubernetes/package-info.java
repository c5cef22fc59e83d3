/**
 * A Kubernetes API server in the JVM, for the sandbox and for tests: one port that the operator, Fabric8 and kubectl
 * take for the real one, with server-side apply, admission by schema, watches over HTTP, discovery and tables.
 */
package dev.awsmlops.sandbox.kubernetes;
