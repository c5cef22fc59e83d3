/** AWS Glue: dev endpoints and interactive sessions here, the Data Catalog and crawlers in packages of their own. */
package dev.awsmlops.sandbox.aws.glue;
