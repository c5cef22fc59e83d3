/** A place to try the operator with nothing but a JDK: an embedded Kubernetes API and simulated AWS. Never shipped. */
package dev.awsmlops.sandbox;
