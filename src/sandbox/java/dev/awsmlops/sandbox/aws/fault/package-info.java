/** What goes wrong between a caller and AWS, on purpose. */
package dev.awsmlops.sandbox.aws.fault;
