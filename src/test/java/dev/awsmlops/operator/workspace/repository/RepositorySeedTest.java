package dev.awsmlops.operator.workspace.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.NotebookStatus;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.DoorKilled;
import dev.awsmlops.sandbox.aws.fault.Moment;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;

class RepositorySeedTest {

    private final Lab lab = new Lab();

    private CodeCommitRepository pass(SeedTemplate template) {
        Supplier<SeedTemplate> given = () -> template;
        var part = new CodeCommitRepository(lab.plan(), List.of(), given);
        Lab.converge(part);
        return part;
    }

    private String message(String commitId) {
        return lab.codeCommit
                .getCommit(r -> r.repositoryName(Lab.NAME).commitId(commitId))
                .commit()
                .message();
    }

    private List<String> branches() {
        return lab.codeCommit.listBranches(r -> r.repositoryName(Lab.NAME)).branches();
    }

    @Test
    void anEmptyRepositoryIsSeededOnceWithTheTemplateFilledIn() {
        CodeCommitRepository part = lab.pass();
        Commit head = lab.head("main");
        assertThat(part.seededCommit()).contains(head.commitId());
        assertThat(head.parents()).isEmpty();
        assertThat(head.author().name()).isEqualTo("mlops-operator");
        assertThat(head.author().email()).isEqualTo("mlops-operator@aws-mlops.dev");
        for (SeedFile file : SeedTemplate.bundled().fill(TemplateValues.of(lab.plan()))) {
            assertThat(lab.file(file.path()))
                    .as(file.path())
                    .isEqualTo(file.content().asUtf8String());
        }
        assertThat(lab.file("README.md")).contains("churn");
        String config = SeedTemplate.bundled().fill(TemplateValues.of(lab.plan())).stream()
                .map(file -> lab.file(file.path()))
                .collect(Collectors.joining());
        assertThat(config)
                .contains("s3://team-a-lake/features/", "arn:aws:iam::123456789012:role/churn", "team-a-churn")
                .doesNotContain("@@BUCKET@@");
        lab.pass();
        lab.restart();
        lab.pass();
        assertThat(lab.count("CreateCommit")).isEqualTo(1);
    }

    @Test
    void whatCanBeRunInTheTemplateCanBeRunInTheRepository() {
        lab.pass();
        for (SeedFile file : SeedTemplate.bundled().fill(Seeds.VALUES)) {
            assertThat(lab.codeCommit
                            .getFile(r -> r.repositoryName(Lab.NAME).filePath(file.path()))
                            .fileMode())
                    .as(file.path())
                    .isEqualTo(file.executable() ? FileModeTypeEnum.EXECUTABLE : FileModeTypeEnum.NORMAL);
        }
    }

    @Test
    void theSeedIsOnTheBranchThatTheSpecNames() {
        lab.with("branch", "trunk").withoutLake().pass();
        assertThat(branches()).containsExactly("trunk");
        assertThat(lab.head("trunk").message()).contains("Aws-Mlops-Seed: team-a/churn 1/1 ");
    }

    @Test
    void withoutATemplateItStaysEmpty() {
        CodeCommitRepository part = lab.with("template", "None").codeCommitRepository();
        assertThat(Lab.converge(part)).isInstanceOf(Outcome.Ready.class);
        assertThat(part.hasCommits()).isFalse();
        assertThat(part.seededCommit()).isEmpty();
        assertThat(branches()).isEmpty();
    }

    @Test
    void aRepositoryWithCommitsIsNeverCommittedTo() {
        lab.make(Map.of());
        String theirs = lab.commit("main", null, "theirs.txt");
        CodeCommitRepository part = lab.with("provisioning", "Adopt").codeCommitRepository();
        assertThat(Lab.converge(part)).isInstanceOf(Outcome.Ready.class);
        assertThat(lab.head("main").commitId()).isEqualTo(theirs);
        assertThat(part.seededCommit()).isEmpty();
    }

    @Test
    void aRepositoryWithCommitsOnAnotherBranchOnlyIsNeverCommittedToAndTheBranchIsAskedFor() {
        lab.make(Map.of());
        lab.commit("master", null, "theirs.txt");
        lab.with("provisioning", "Adopt");
        Outcome outcome = Lab.converge(lab.codeCommitRepository());
        assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
        assertThat(outcome.reason()).isEqualTo(Reason.ReferenceNotReady);
        assertThat(outcome.message()).contains("no branch main", "repository.branch: master");
        assertThat(branches()).containsExactly("master");
        assertThat(lab.count("CreateCommit")).isZero();
    }

    @Test
    void aBranchThatVanishesUnderANotebookHoldsNothingUp() {
        lab.make(Map.of());
        lab.commit("master", null, "theirs.txt");
        var notebook = new NotebookStatus("n", "a", "InService", null, null);
        lab.with("provisioning", "Adopt")
                .after(new MlWorkspaceStatus(1L, null, null, null, null, notebook, null, null, null, List.of()));
        Outcome outcome = Lab.converge(lab.codeCommitRepository());
        assertThat(outcome).isInstanceOf(Outcome.Ready.class);
        assertThat(outcome.message()).contains("no branch main");
    }

    @Test
    void aCommitWhoseAnswerWasLostIsFoundAgain() {
        lab.aws.faults().on("codecommit", "CreateCommit").nth(1).loseResponse();
        assertThat(Lab.converge(lab.codeCommitRepository())).isInstanceOf(Outcome.Failing.class);
        CodeCommitRepository part = lab.pass();
        assertThat(part.seededCommit()).contains(lab.head("main").commitId());
        assertThat(lab.head("main").parents()).isEmpty();
        assertThat(lab.count("CreateCommit")).isEqualTo(1);
        assertThat(lab.repositoryTags())
                .containsEntry(
                        CodeCommitRepository.SEEDED_COMMIT, lab.head("main").commitId());
    }

    @Test
    void someoneWhoCommitsAtTheSameTimeWins() {
        lab.make(Map.of());
        lab.with("provisioning", "Adopt");
        // Between the look at the branches and the commit: what CodeCommit then answers.
        lab.aws
                .faults()
                .on("codecommit", "CreateCommit")
                .nth(1)
                .failBefore("ParentCommitIdRequiredException", "A parent commit ID is required.", 400);
        Outcome outcome = Lab.converge(lab.codeCommitRepository());
        assertThat(outcome).isInstanceOf(Outcome.InProgress.class);
        String theirs = lab.commit("main", null, "theirs.txt");
        assertThat(Lab.converge(lab.codeCommitRepository())).isInstanceOf(Outcome.Ready.class);
        assertThat(lab.head("main").commitId()).isEqualTo(theirs);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aDeathAtAnyCallLeavesOneSeed(Moment moment) {
        var untroubled = new Lab();
        untroubled.pass();
        int calls = untroubled.calls().size();
        assertThat(calls).isGreaterThan(4);
        for (int call = 1; call <= calls; call++) {
            var troubled = new Lab();
            troubled.aws.faults().crashAt("operator", call, moment);
            assertThatThrownBy(troubled::pass).as("call %d", call).isInstanceOf(DoorKilled.class);
            troubled.restart();
            String seeded = troubled.pass().seededCommit().orElseThrow();
            assertThat(troubled.head("main").commitId()).isEqualTo(seeded);
            assertThat(troubled.head("main").parents()).isEmpty();
            assertThat(troubled.repositoryTags()).containsEntry(CodeCommitRepository.SEEDED_COMMIT, seeded);
        }
    }

    @Test
    void moreFilesThanOneCommitTakesGoInSeveral() {
        String seeded = pass(ManyFiles.template(250, "text\n")).seededCommit().orElseThrow();
        assertThat(lab.head("main").commitId()).isEqualTo(seeded);
        assertThat(message(seeded)).contains(" 3/3 ");
        IntStream.of(2, 150, 250).forEach(number -> assertThat(lab.file("%03d.txt".formatted(number)))
                .isEqualTo("text\n"));
        assertThat(lab.count("CreateCommit")).isEqualTo(3);
    }

    @Test
    void aSeedThatWasCutOffBetweenTwoCommitsIsGoneOnWith() {
        cutOffAfterTheFirstCommit();
        String first = lab.head("main").commitId();
        assertThat(message(first)).contains(" 1/3 ");
        lab.restart();
        String seeded = pass(ManyFiles.template(250, "text\n")).seededCommit().orElseThrow();
        assertThat(message(seeded)).contains(" 3/3 ");
        assertThat(lab.file("250.txt")).isEqualTo("text\n");
        assertThat(successful("CreateCommit")).isEqualTo(3);
        pass(ManyFiles.template(250, "text\n"));
        assertThat(successful("CreateCommit")).isEqualTo(3);
    }

    @Test
    void aSeedThatWasCutOffIsEndedWithTheTemplateOfTheNextVersion() {
        cutOffAfterTheFirstCommit();
        lab.restart();
        String seeded = pass(ManyFiles.template(150, "newer\n")).seededCommit().orElseThrow();
        assertThat(message(seeded)).contains(" 2/2 ");
        assertThat(lab.file("050.txt")).isEqualTo("newer\n");
        assertThat(lab.file("150.txt")).isEqualTo("newer\n");
    }

    @Test
    void aSeedThatWasCutOffIsLeftToWhoeverHasBegunToWorkOnIt() {
        cutOffAfterTheFirstCommit();
        String theirs = lab.commit("main", lab.head("main").commitId(), "mine.txt");
        lab.restart();
        pass(ManyFiles.template(250, "text\n"));
        assertThat(lab.head("main").commitId()).isEqualTo(theirs);
    }

    @Test
    void aSeedThatWasCutOffIsLeftToWhoeverHasBranchedFromIt() {
        cutOffAfterTheFirstCommit();
        String first = lab.head("main").commitId();
        lab.codeCommit.createBranch(
                r -> r.repositoryName(Lab.NAME).branchName("mine").commitId(first));
        lab.restart();
        pass(ManyFiles.template(250, "text\n"));
        assertThat(lab.head("main").commitId()).isEqualTo(first);
    }

    private void cutOffAfterTheFirstCommit() {
        lab.aws
                .faults()
                .on("codecommit", "CreateCommit")
                .nth(2)
                .failBefore("InternalFailure", "CodeCommit is down", 500);
        assertThat(pass(ManyFiles.template(250, "text\n")).seededCommit()).isEmpty();
        assertThat(lab.file("100.txt")).isEqualTo("text\n");
    }

    private long successful(String operation) {
        return lab.aws.callsBy("operator").stream()
                .filter(call -> call.operation().equals(operation))
                .map(Call::error)
                .filter(error -> error.isEmpty())
                .count();
    }
}
