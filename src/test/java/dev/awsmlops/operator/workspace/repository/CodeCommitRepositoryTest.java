package dev.awsmlops.operator.workspace.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

class CodeCommitRepositoryTest {

    private final Lab lab = new Lab();

    private RepositoryMetadata actual() {
        return lab.codeCommit.getRepository(r -> r.repositoryName(Lab.NAME)).repositoryMetadata();
    }

    @Test
    void isMadeWithTagsAndDescription() {
        lab.with("description", "churn of customers").with("kmsKeyId", "alias-key");
        CodeCommitRepository part = lab.codeCommitRepository();
        assertThat(Lab.converge(part)).isInstanceOf(Outcome.Ready.class);
        assertThat(actual().repositoryDescription()).isEqualTo("churn of customers");
        assertThat(actual().kmsKeyId()).isEqualTo("alias-key");
        assertThat(lab.repositoryTags())
                .containsAllEntriesOf(lab.plan().tags())
                .containsEntry(
                        CodeCommitRepository.SEEDED_COMMIT, lab.head("main").commitId());
        assertThat(part.arn()).isEqualTo(actual().arn()).isEqualTo(Lab.ARN);
        assertThat(part.cloneUrl()).isEqualTo(actual().cloneUrlHttp());
    }

    @Test
    void knowsItsCloneUrlWithoutAskingForIt() {
        String built = lab.codeCommitRepository().cloneUrl();
        assertThat(lab.calls()).isEmpty();
        lab.pass();
        assertThat(built).isEqualTo(actual().cloneUrlHttp());
    }

    @Test
    void isFoundAgainWhenTheAnswerToItsCreationWasLost() {
        lab.aws.faults().on("codecommit", "CreateRepository").nth(1).loseResponse();
        assertThat(Lab.converge(lab.codeCommitRepository())).isInstanceOf(Outcome.Failing.class);
        assertThat(Lab.converge(lab.codeCommitRepository())).isInstanceOf(Outcome.Ready.class);
        assertThat(lab.count("CreateRepository")).isEqualTo(1);
        assertThat(lab.count("CreateCommit")).isEqualTo(1);
    }

    @Test
    void ofAnAccountThatMayHaveNoneAdvisesAGitServer() {
        lab.aws.settings().firstRepositoryRefused(true);
        Outcome outcome = Lab.converge(lab.codeCommitRepository());
        assertThat(outcome).isInstanceOf(Outcome.Stalled.class);
        assertThat(outcome.reason()).isEqualTo(Reason.RefusedByAws);
        assertThat(outcome.message())
                .contains("OperationNotAllowedException", "no existing repository")
                .contains("repository.provider: Git");
    }

    @Test
    void refusedForAnotherReasonDoesNotAdviseAGitServer() {
        lab.with("kmsKeyId", "not a key");
        Outcome outcome = Lab.converge(lab.codeCommitRepository());
        assertThat(outcome.reason()).isEqualTo(Reason.RefusedByAws);
        assertThat(outcome.message()).contains("EncryptionKeyInvalidId").doesNotContain("Git");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Create", "Adopt"})
    void ofAnotherWorkspaceIsLeftAlone(String provisioning) {
        lab.make(Map.of("aws-mlops.dev/uid", "someone-elses"));
        Outcome outcome = Lab.converge(lab.with("provisioning", provisioning).codeCommitRepository());
        assertThat(outcome.reason()).isEqualTo(Reason.NameTaken);
        assertThat(outcome.message()).contains("provisioning: Adopt", "repository.name");
        assertThat(lab.writes()).isEmpty();
        assertThat(Lab.remove(lab.with("deletionPolicy", "Delete").codeCommitRepository()))
                .isInstanceOf(Outcome.Gone.class);
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void ofNobodyIsLeftAloneUnlessItIsToBeAdopted() {
        lab.make(Map.of("team", "b"));
        assertThat(Lab.converge(lab.codeCommitRepository()).reason()).isEqualTo(Reason.NameTaken);
        assertThat(lab.writes()).isEmpty();
        assertThat(Lab.converge(lab.with("provisioning", "Adopt").codeCommitRepository()))
                .isInstanceOf(Outcome.Ready.class);
        assertThat(lab.repositoryTags()).containsAllEntriesOf(lab.plan().tags());
        assertThat(actual().repositoryDescription()).isEqualTo("theirs");
        assertThat(lab.count("CreateCommit")).isEqualTo(1);
    }

    @Test
    void leftByAnEarlierObjectOfItsNameIsTakenUpWithTheCommitThatSeededIt() {
        String seeded = lab.pass().seededCommit().orElseThrow();
        lab.commit("main", seeded, "mine.txt");
        lab.madeAgain().restart();
        CodeCommitRepository part = lab.codeCommitRepository();
        assertThat(Lab.converge(part)).isInstanceOf(Outcome.Ready.class);
        assertThat(lab.repositoryTags()).containsAllEntriesOf(lab.plan().tags());
        assertThat(part.seededCommit()).contains(seeded);
        assertThat(lab.count("CreateCommit")).isEqualTo(1);
    }

    @Test
    void onlyUsedIsSeededWhereItIsEmptyAndOtherwiseLeftAsItIs() {
        lab.make(Map.of("team", "b"));
        lab.with("provisioning", "Use");
        CodeCommitRepository part = lab.pass();
        assertThat(lab.writes()).containsExactly("CreateCommit");
        assertThat(part.seededCommit()).contains(lab.head("main").commitId());
        lab.pass();
        assertThat(Lab.remove(lab.codeCommitRepository())).isInstanceOf(Outcome.Gone.class);
        assertThat(lab.writes()).containsExactly("CreateCommit");
        assertThat(lab.repositoryTags()).isEqualTo(Map.of("team", "b"));
    }

    @Test
    void onlyUsedIsWaitedForWhereItDoesNotExist() {
        assertThat(Lab.converge(lab.with("provisioning", "Use").codeCommitRepository()))
                .isInstanceOf(Outcome.Blocked.class);
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void isDeletedOnlyIfTheSpecSaysSo() {
        lab.pass();
        assertThat(Lab.remove(lab.codeCommitRepository()).message()).contains("is kept");
        assertThat(actual()).isNotNull();
        lab.with("deletionPolicy", "Delete");
        assertThat(Lab.remove(lab.codeCommitRepository())).isInstanceOf(Outcome.InProgress.class);
        assertThat(Lab.remove(lab.codeCommitRepository())).isInstanceOf(Outcome.Gone.class);
        assertThatThrownBy(this::actual).isInstanceOf(RepositoryDoesNotExistException.class);
    }

    @Test
    void whatSomeoneChangesOnItIsPutRight() {
        lab.with("description", "ours").pass();
        lab.codeCommit.updateRepositoryDescription(
                r -> r.repositoryName(Lab.NAME).repositoryDescription("changed"));
        var changed = new HashMap<>(lab.repositoryTags());
        changed.put("team", "changed");
        lab.codeCommit.tagResource(r -> r.resourceArn(Lab.ARN).tags(changed));
        lab.right().pass();
        assertThat(actual().repositoryDescription()).isEqualTo("ours");
        assertThat(lab.repositoryTags()).containsEntry("team", "a");
        assertThat(lab.repairs().orElseThrow()).contains("description", "tags");
    }

    @Test
    void aDescriptionThatTheSpecDoesNotGiveIsNobodysToChange() {
        lab.pass();
        lab.codeCommit.updateRepositoryDescription(
                r -> r.repositoryName(Lab.NAME).repositoryDescription("changed"));
        lab.pass();
        assertThat(actual().repositoryDescription()).isEqualTo("changed");
    }

    @Test
    void whileNothingChangesOnlyTheSharedListIsRead() {
        lab.pass();
        lab.clock.advance(Duration.ofMinutes(10));
        lab.pass();
        lab.aws.clearCalls();
        for (int i = 0; i < 3; i++) {
            lab.clock.advance(Duration.ofMinutes(10));
            CodeCommitRepository part = lab.steady(true).codeCommitRepository();
            assertThat(Lab.converge(part)).isInstanceOf(Outcome.Ready.class);
            assertThat(part.hasCommits()).isTrue();
            assertThat(part.seededCommit()).isPresent();
        }
        assertThat(lab.calls()).containsOnly("ListRepositories").hasSize(3);
    }

    @Test
    void thatVanishedIsSeenInTheSharedListAndMadeAnewWithAFirstCommit() {
        String seeded = lab.pass().seededCommit().orElseThrow();
        lab.codeCommit.deleteRepository(r -> r.repositoryName(Lab.NAME));
        lab.clock.advance(Duration.ofMinutes(10));
        CodeCommitRepository part = lab.steady(true).right().codeCommitRepository();
        assertThat(Lab.converge(part)).isInstanceOf(Outcome.Ready.class);
        assertThat(lab.repairs().orElseThrow()).contains("had vanished");
        assertThat(part.seededCommit()).contains(lab.head("main").commitId());
        assertThat(lab.head("main").commitId()).isNotEqualTo(seeded);
    }
}
