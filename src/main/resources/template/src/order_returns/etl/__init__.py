"""From the lake's raw zone to a new partition of its features zone, on AWS Glue and Spark."""
