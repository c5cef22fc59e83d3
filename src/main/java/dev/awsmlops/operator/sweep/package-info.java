/** Looks in AWS for what carries this cluster's tags and belongs to no object any more. */
package dev.awsmlops.operator.sweep;
