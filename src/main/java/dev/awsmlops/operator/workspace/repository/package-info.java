/** What a workspace's repository starts with, and in which commits it gets there. */
package dev.awsmlops.operator.workspace.repository;
