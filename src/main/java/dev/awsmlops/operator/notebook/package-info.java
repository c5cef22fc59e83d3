/**
 * What a SageMaker notebook instance of a session or a workspace runs when it is created and when it starts: Git, the Glue
 * kernels with the data lake, the tunnel to an endpoint, the idle stop.
 */
package dev.awsmlops.operator.notebook;
