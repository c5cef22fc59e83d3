package dev.awsmlops.operator.workspace.repository;

import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a workspace has for the template's placeholders. Where there is no lake, what it would tell is empty. */
final class TemplateValues {

    private TemplateValues() {}

    static Map<String, String> of(WorkspacePlan plan) {
        return Map.ofEntries(
                Map.entry("WORKSPACE", plan.owner().name()),
                Map.entry("NAMESPACE", plan.owner().namespace()),
                Map.entry("REGION", plan.aws().name()),
                Map.entry("REPOSITORY", plan.repositoryName()),
                Map.entry("BRANCH", plan.spec().repository().branch()),
                Map.entry("BUCKET", lake(plan, LakePaths::bucket)),
                Map.entry("DATABASE", lake(plan, LakePaths::database)),
                Map.entry("RAW_PATH", lake(plan, LakePaths::raw)),
                Map.entry("CURATED_PATH", lake(plan, LakePaths::curated)),
                Map.entry("FEATURES_PATH", lake(plan, LakePaths::features)),
                Map.entry("ROLE_ARN", plan.roleArn()));
    }

    private static String lake(WorkspacePlan plan, Function<LakePaths, String> value) {
        Optional<LakePaths> paths = plan.lakePaths();
        return paths.map(value).orElse("");
    }
}
