/** Runs state machines: one state at a time, as of the simulated moment when it is due. */
package dev.awsmlops.sandbox.aws.stepfunctions.run;
