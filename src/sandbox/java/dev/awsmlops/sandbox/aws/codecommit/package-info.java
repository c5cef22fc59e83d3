/** AWS CodeCommit: repositories, their tags, and commits made through the API. Nobody can push with git. */
package dev.awsmlops.sandbox.aws.codecommit;
