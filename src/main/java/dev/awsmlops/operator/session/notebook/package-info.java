/** What a session's notebook instance runs when it starts: the Glue kernels, the tunnel to an endpoint, the idle stop. */
package dev.awsmlops.operator.session.notebook;
