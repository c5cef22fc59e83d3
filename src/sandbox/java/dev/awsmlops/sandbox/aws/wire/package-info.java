/** What goes over the wire: requests, responses and the protocols that AWS services speak. */
package dev.awsmlops.sandbox.aws.wire;
