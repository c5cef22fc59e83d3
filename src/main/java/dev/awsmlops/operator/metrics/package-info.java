/** What the operator tells Prometheus; docs/metrics.md lists it. */
package dev.awsmlops.operator.metrics;
