/** Holds the policies in {@code docs/iam} against what the operator really asks of AWS. */
package dev.awsmlops.operator.iam;
