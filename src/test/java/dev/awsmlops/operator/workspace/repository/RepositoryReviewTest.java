package dev.awsmlops.operator.workspace.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryReviewTest {

    @ParameterizedTest
    @ValueSource(strings = {"main", "feature/one", "v1.0", "release_2"})
    void whatGitTakesForABranchIsNotObjectedTo(String branch) {
        assertThat(RepositoryReview.objection(new Lab().with("branch", branch).plan()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b",
                "a//b",
                "a/",
                "a.",
                "a/.b",
                "a.lock",
                "a.lock/b",
                "0123456789012345678901234567890123456789"
            })
    void whatGitTakesForNoBranchIs(String branch) {
        assertThat(RepositoryReview.objection(new Lab().with("branch", branch).plan()))
                .hasValueSatisfying(words -> assertThat(words).contains(branch, "repository.branch"));
    }

    @Test
    void aNameThatWouldBreakTheTemplateIsObjectedToOnlyWhereThereIsOne() {
        var lab = new Lab().onGit().with("url", "https://git.acme.com/a\"b.git");
        assertThat(RepositoryReview.objection(lab.plan()))
                .hasValueSatisfying(words -> assertThat(words).contains("a\"b", "repository.template: None"));
        assertThat(RepositoryReview.objection(lab.with("template", "None").plan()))
                .isEmpty();
    }

    @Test
    void aNameThatCodeCommitDoesNotTakeIsObjectedTo() {
        assertThat(RepositoryReview.objection(new Lab().with("name", "x.git").plan()))
                .hasValueSatisfying(words -> assertThat(words).contains("x.git", "repository.name"));
    }
}
