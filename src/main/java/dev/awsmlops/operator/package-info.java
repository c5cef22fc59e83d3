/** The operator: one package per kind, and what the kinds share. */
package dev.awsmlops.operator;
