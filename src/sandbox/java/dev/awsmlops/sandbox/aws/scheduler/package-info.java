/** EventBridge Scheduler: schedules that start executions of state machines by themselves. */
package dev.awsmlops.sandbox.aws.scheduler;
