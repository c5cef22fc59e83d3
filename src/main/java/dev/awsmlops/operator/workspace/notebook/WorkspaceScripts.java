package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.notebook.DataLakeVariables;
import dev.awsmlops.operator.notebook.LifecycleScript;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a workspace's notebook runs when it is made and at each start, filled in. */
record WorkspaceScripts(LifecycleScript onCreate, LifecycleScript onStart) {

    /** @throws IllegalArgumentException when what the spec says makes one longer than SageMaker takes, or is no duration */
    static WorkspaceScripts of(WorkspacePlan plan) {
        return new WorkspaceScripts(onCreate(plan), onStart(plan));
    }

    private static LifecycleScript onCreate(WorkspacePlan plan) {
        var values = new HashMap<>(git(plan));
        values.put("REPOSITORY", plan.repositoryName());
        values.put("BRANCH", plan.spec().repository().branch());
        values.put("PUSH_TEMPLATE", Boolean.toString(plan.pushesTemplate()));
        values.put("TEMPLATE_ARCHIVE", plan.templateArchive());
        return LifecycleScript.fromResource("on-create.sh", values);
    }

    private static LifecycleScript onStart(WorkspacePlan plan) {
        var values = new HashMap<>(git(plan));
        values.put("IDLE_SECONDS", idleSeconds(plan));
        values.putAll(WorkspaceKernels.of(plan).values());
        values.putAll(plan.lakePaths()
                .map(LakePaths::variables)
                .orElse(DataLakeVariables.NONE)
                .values());
        return LifecycleScript.fromResource("on-start-workspace.sh", values);
    }

    /**
     * Who commits where a user has not said so yet: the workspace, at an address that can belong to nobody. Source: RFC 2606,
     * which reserves {@code .invalid}; a namespace is a label of a host name.
     */
    private static Map<String, String> git(WorkspacePlan plan) {
        String namespace = plan.owner().namespace();
        return Map.of(
                "GIT_USER_NAME", "MlWorkspace " + namespace + "/" + plan.owner().name(),
                "GIT_USER_EMAIL", "noreply@" + namespace + ".invalid",
                "REGION", plan.aws().name());
    }

    private static String idleSeconds(WorkspacePlan plan) {
        return Optional.ofNullable(plan.spec().notebook().idleTimeout())
                .map(text -> WorkspaceKernels.duration("spec.notebook.idleTimeout", text))
                .map(idle -> Long.toString(idle.toSeconds()))
                .orElse("");
    }
}
