/** What every simulated service is made of: operations in a table, resources with a life, the world they live in. */
package dev.awsmlops.sandbox.aws.service;
