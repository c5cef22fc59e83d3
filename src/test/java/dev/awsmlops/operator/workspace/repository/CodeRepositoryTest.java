package dev.awsmlops.operator.workspace.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.GitConfig;
import software.amazon.awssdk.services.sagemaker.model.Tag;

class CodeRepositoryTest {

    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:git";

    private final Lab lab = new Lab();

    private Outcome pass() {
        WorkspacePlan plan = lab.plan();
        Optional<CodeCommitRepository> repository =
                plan.usesCodeCommit() ? Optional.of(new CodeCommitRepository(plan, List.of())) : Optional.empty();
        var part = new CodeRepository(plan, repository, List.of());
        List<Part<?>> parts =
                repository.<List<Part<?>>>map(found -> List.of(found, part)).orElseGet(() -> List.of(part));
        return PartRun.converge(parts).of(part);
    }

    private CodeRepository gitPart() {
        return new CodeRepository(lab.plan(), Optional.empty(), List.of());
    }

    private GitConfig config() {
        return lab.sageMaker
                .describeCodeRepository(r -> r.codeRepositoryName(lab.plan().name()))
                .gitConfig();
    }

    private boolean exists() {
        return !lab.sageMaker.listCodeRepositories().codeRepositorySummaryList().isEmpty();
    }

    @Test
    void namesTheSeededBranchInCodeCommit() {
        assertThat(pass()).isInstanceOf(Outcome.Ready.class);
        assertThat(config())
                .isEqualTo(GitConfig.builder()
                        .repositoryUrl("https://git-codecommit.us-east-1.amazonaws.com/v1/repos/team-a-churn")
                        .branch("main")
                        .build());
        String arn = lab.sageMaker
                .describeCodeRepository(r -> r.codeRepositoryName(lab.plan().name()))
                .codeRepositoryArn();
        assertThat(lab.sageMaker.listTags(r -> r.resourceArn(arn)).tags())
                .contains(Tag.builder().key("team").value("a").build());
    }

    @Test
    void staysAsItIsWhileNothingChanges() {
        pass();
        pass();
        lab.aws.clearCalls();
        for (int i = 0; i < 3; i++) {
            lab.clock.advance(Duration.ofMinutes(10));
            lab.steady(true);
            pass();
        }
        assertThat(lab.writes()).isEmpty();
        assertThat(lab.calls())
                .containsOnly("ListRepositories", "ListCodeRepositories")
                .hasSize(6);
    }

    @Test
    void namesNoBranchOfARepositoryThatIsStillEmpty() {
        lab.with("template", "None");
        pass();
        assertThat(config().branch()).isNull();
        lab.commit("main", null, "first.txt");
        pass();
        assertThat(config().branch()).isEqualTo("main");
    }

    @Test
    void namesNoBranchWhereTheNotebookMakesTheFirstCommit() {
        lab.onGit().with("secretArn", SECRET);
        pass();
        assertThat(config())
                .isEqualTo(GitConfig.builder()
                        .repositoryUrl(Lab.GIT_URL)
                        .secretArn(SECRET)
                        .build());
    }

    @Test
    void namesTheBranchOfAGitRepositoryThatIsNotSeeded() {
        lab.onGit().with("template", "None").with("branch", "develop");
        pass();
        assertThat(config().branch()).isEqualTo("develop");
    }

    @Test
    void anotherSecretIsAnUpdate() {
        lab.onGit().with("secretArn", SECRET);
        pass();
        lab.with("secretArn", SECRET + "-2");
        pass();
        assertThat(config().secretArn()).isEqualTo(SECRET + "-2");
        assertThat(lab.writes()).containsExactly("CreateCodeRepository", "UpdateCodeRepository");
    }

    @Test
    void anotherUrlIsANewOneOfTheSameName() {
        lab.onGit();
        pass();
        lab.with("url", "https://github.com/acme/other.git");
        assertThat(pass()).isInstanceOf(Outcome.Ready.class);
        assertThat(config().repositoryUrl()).isEqualTo("https://github.com/acme/other.git");
        assertThat(Lab.remove(gitPart())).isInstanceOf(Outcome.InProgress.class);
        assertThat(exists()).isFalse();
        assertThat(Lab.remove(gitPart())).isInstanceOf(Outcome.Gone.class);
    }

    @Test
    void aSecretNoLongerNeededIsTakenAway() {
        lab.onGit().with("secretArn", SECRET);
        pass();
        lab.with("secretArn", null);
        pass();
        assertThat(config().secretArn()).isNull();
    }

    @Test
    void aNewOneThatSageMakerRefusesLeavesTheFormer() {
        lab.onGit();
        pass();
        lab.with("url", "https://github.com/acme/other.git");
        lab.aws
                .faults()
                .on("sagemaker", "CreateCodeRepository")
                .first(1)
                .failBefore("ValidationException", "1 validation error detected", 400);
        assertThat(pass().reason()).isEqualTo(Reason.RefusedByAws);
        assertThat(config().repositoryUrl()).isEqualTo(Lab.GIT_URL);
    }

    @Test
    void aReplacementThatWasCutOffIsEnded() {
        lab.onGit();
        pass();
        lab.with("url", "https://github.com/acme/other.git");
        lab.aws.faults().on("sagemaker", "CreateCodeRepository").first(1).throttle();
        assertThat(pass().reason()).isEqualTo(Reason.Throttled);
        assertThat(pass()).isInstanceOf(Outcome.Ready.class);
        assertThat(config().repositoryUrl()).isEqualTo("https://github.com/acme/other.git");
    }

    @Test
    void isFoundAgainWhenTheAnswerToItsCreationWasLost() {
        lab.onGit();
        lab.aws.faults().on("sagemaker", "CreateCodeRepository").nth(1).loseResponse();
        assertThat(pass()).isInstanceOf(Outcome.Failing.class);
        assertThat(pass()).isInstanceOf(Outcome.Ready.class);
        assertThat(lab.count("CreateCodeRepository")).isEqualTo(1);
    }

    @Test
    void ofSomeoneElseIsLeftAlone() {
        lab.onGit();
        lab.sageMaker.createCodeRepository(
                r -> r.codeRepositoryName(lab.plan().name()).gitConfig(config -> config.repositoryUrl(Lab.GIT_URL)));
        assertThat(pass().reason()).isEqualTo(Reason.NameTaken);
        assertThat(Lab.remove(gitPart())).isInstanceOf(Outcome.Gone.class);
        assertThat(exists()).isTrue();
        assertThat(lab.writes()).isEmpty();
    }
}
