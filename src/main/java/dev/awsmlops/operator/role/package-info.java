/** Roles that the operator makes for the resources it makes. */
package dev.awsmlops.operator.role;
