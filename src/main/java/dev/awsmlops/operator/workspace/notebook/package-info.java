/** The notebook of an {@code MlWorkspace}: when it runs, what it is like, and the Spark sessions that its kernels start. */
package dev.awsmlops.operator.workspace.notebook;
