package dev.awsmlops.operator.workspace.repository;

import java.util.Map;

/** Values as a workspace with a lake has them. */
final class Seeds {

    static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("WORKSPACE", "churn"),
            Map.entry("NAMESPACE", "team-a"),
            Map.entry("REGION", "eu-central-1"),
            Map.entry("REPOSITORY", "team-a-churn"),
            Map.entry("BRANCH", "main"),
            Map.entry("BUCKET", "team-a-lake"),
            Map.entry("DATABASE", "orders"),
            Map.entry("RAW_PATH", "s3://team-a-lake/raw/"),
            Map.entry("CURATED_PATH", "s3://team-a-lake/curated/"),
            Map.entry("FEATURES_PATH", "s3://team-a-lake/features/"),
            Map.entry("ROLE_ARN", "arn:aws:iam::123456789012:role/team-a-churn"));

    private Seeds() {}
}
