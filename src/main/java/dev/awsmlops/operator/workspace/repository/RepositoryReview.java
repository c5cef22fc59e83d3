package dev.awsmlops.operator.workspace.repository;

import dev.awsmlops.operator.api.v1alpha1.RepositorySpec;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.Arrays;
import java.util.Optional;

/** What is wrong with a workspace's repository that the schema can't tell. Asks AWS nothing. */
public final class RepositoryReview {

    private RepositoryReview() {}

    /** The first thing that keeps the repository from being made or seeded, said so that the user knows what to write. */
    public static Optional<String> objection(WorkspacePlan plan) {
        return name(plan).or(() -> branch(plan.spec().repository().branch())).or(() -> template(plan));
    }

    /** A name that was given is checked by the schema; one that is made of the object's may still end in {@code .git}. */
    private static Optional<String> name(WorkspacePlan plan) {
        return plan.usesCodeCommit() && plan.repositoryName().endsWith(".git")
                ? Optional.of("CodeCommit takes no repository named " + plan.repositoryName()
                        + ", since that ends in .git: make another MlWorkspace with repository.name")
                : Optional.empty();
    }

    /** Sources: git-check-ref-format; CodeCommit User Guide, Quotas, branch names. */
    private static Optional<String> branch(String branch) {
        boolean fits = !branch.contains("..")
                && !branch.endsWith(".")
                && !branch.matches("[0-9a-fA-F]{40}")
                && Arrays.stream(branch.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.startsWith(".") || part.endsWith(".lock"));
        return fits
                ? Optional.empty()
                : Optional.of("Git takes no branch named \"" + branch
                        + "\": write repository.branch without .., //, a dot at an end, or .lock, such as main");
    }

    private static Optional<String> template(WorkspacePlan plan) {
        boolean seeds = plan.spec().repository().template() == RepositorySpec.Template.Standard
                && (plan.usesCodeCommit() || plan.pushesTemplate());
        return seeds
                ? TemplateValues.of(plan).entrySet().stream()
                        .filter(value -> !SeedTemplate.isLiteral(value.getValue()))
                        .map(value -> "the template can't be filled in: " + value.getValue()
                                + " has a quote, a backslash or a control character in it. Write repository.template:"
                                + " None, or use names without them")
                        .findFirst()
                : Optional.empty();
    }
}
