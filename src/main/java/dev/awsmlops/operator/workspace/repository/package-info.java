/** A workspace's repository: the repository itself, what it starts with, and how the notebook comes to it. */
package dev.awsmlops.operator.workspace.repository;
