/** The watch over a workspace: a state machine that AWS runs by a schedule, whether the operator runs or not. */
package dev.awsmlops.operator.workspace.monitoring;
