package dev.awsmlops.operator.notebook;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Values as long as they get in practice. */
final class Samples {

    static final String TAGS = """
            {"aws-mlops.dev/cluster":"production-eu-central-1","aws-mlops.dev/kind":"GlueDevSession",\
            "aws-mlops.dev/namespace":"team-a","aws-mlops.dev/name":"explore-orders",\
            "aws-mlops.dev/uid":"0b1f6a52-3b0c-4c8e-9d0e-6c2d5c1f7a11","aws-mlops.dev/expires-at":"2026-11-20T18:00:00Z",\
            "team":"it's $HOME & \\"more\\""}""";

    static final DataLakeVariables LAKE = new DataLakeVariables(
            "company-data-lake-production-eu-central-1",
            "orders_and_customers",
            "s3://company-data-lake-production-eu-central-1/team-a/raw/",
            "s3://company-data-lake-production-eu-central-1/team-a/curated/",
            "s3://company-data-lake-production-eu-central-1/team-a/features/");

    static final Map<String, String> SESSION = both(
            LAKE.values(),
            Map.ofEntries(
                    Map.entry("IDLE_SECONDS", "2700"),
                    Map.entry("ROLE_ARN", "arn:aws:iam::123456789012:role/team-a/glue-dev-explore-orders"),
                    Map.entry("REGION", "eu-central-1"),
                    Map.entry("GLUE_VERSION", "5.0"),
                    Map.entry("WORKER_TYPE", "G.1X"),
                    Map.entry("NUMBER_OF_WORKERS", "2"),
                    Map.entry("SESSION_IDLE_MINUTES", "45"),
                    Map.entry("SESSION_TIMEOUT_MINUTES", "480"),
                    Map.entry("CONNECTIONS", "orders-jdbc,customers-jdbc"),
                    Map.entry("SECURITY_CONFIGURATION", ""),
                    Map.entry("SESSION_ID_PREFIX", "team-a-explore-orders-4f2a"),
                    Map.entry("TAGS", TAGS)));

    static final Map<String, String> ENDPOINT = both(
            LAKE.values(),
            Map.of(
                    "IDLE_SECONDS", "2700",
                    "ENDPOINT_NAME", "team-a-explore-orders-4f2a",
                    "REGION", "eu-central-1"));

    private static final Map<String, String> IDENTITY =
            Map.of("GIT_USER_NAME", "Ada O'Neill", "GIT_USER_EMAIL", "ada@example.com", "REGION", "eu-central-1");

    static final Map<String, String> WORKSPACE = both(SESSION, IDENTITY);

    static final Map<String, String> CREATION = both(
            IDENTITY,
            Map.of(
                    "REPOSITORY", "churn",
                    "BRANCH", "main",
                    "PUSH_TEMPLATE", "true",
                    "TEMPLATE_ARCHIVE",
                            "s3://company-data-lake-production-eu-central-1/workspaces/team-a/churn/template.zip"));

    private Samples() {}

    /** All scripts. */
    static Stream<Arguments> scripts() {
        return Stream.concat(startScripts(), Stream.of(Arguments.of("on-create.sh", CREATION)));
    }

    /** Those that run at each start. */
    static Stream<Arguments> startScripts() {
        return Stream.of(
                Arguments.of("on-start-session.sh", SESSION),
                Arguments.of("on-start-workspace.sh", WORKSPACE),
                Arguments.of("on-start-endpoint.sh", ENDPOINT));
    }

    static Map<String, String> with(Map<String, String> values, String name, String value) {
        return both(values, Map.of(name, value));
    }

    private static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        var all = new HashMap<>(some);
        all.putAll(others);
        return Map.copyOf(all);
    }
}
