/** AWS Step Functions: state machines that speak JSONata, and their executions, which really run. */
package dev.awsmlops.sandbox.aws.stepfunctions;
