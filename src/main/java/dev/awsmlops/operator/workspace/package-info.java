/** {@code MlWorkspace}: from what the object asks for to what AWS has. */
package dev.awsmlops.operator.workspace;
