package dev.awsmlops.operator.workspace.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplateArchiveTest {

    private static final String KEY = "workspaces/team-a/churn/template.zip";

    private final Lab lab = new Lab().onGit();

    @BeforeEach
    void makeTheLakesBucket() {
        lab.aws.buckets().create("us-east-1", Lab.BUCKET);
    }

    private TemplateArchive part() {
        return new TemplateArchive(lab.plan(), List.of());
    }

    private byte[] stored() {
        return lab.aws.buckets().content(Lab.BUCKET, KEY).orElseThrow();
    }

    private byte[] archive() {
        return SeedArchive.zip(SeedTemplate.bundled().fill(TemplateValues.of(lab.plan())))
                .asByteArray();
    }

    @Test
    void isPutOnceWhereThePlanSaysItIs() {
        assertThat(lab.plan().pushesTemplate()).isTrue();
        assertThat(lab.plan().templateArchive()).isEqualTo("s3://" + Lab.BUCKET + "/" + KEY);
        assertThat(Lab.converge(part())).isInstanceOf(Outcome.Ready.class);
        assertThat(Lab.converge(part())).isInstanceOf(Outcome.Ready.class);
        lab.restart();
        assertThat(Lab.converge(part())).isInstanceOf(Outcome.Ready.class);
        assertThat(stored()).isEqualTo(archive());
        assertThat(lab.writes()).containsExactly("PutObject");
    }

    @Test
    void isPutAgainWhenWhatItIsFilledWithChanges() {
        Lab.converge(part());
        lab.with("branch", "trunk");
        Lab.converge(part());
        assertThat(stored()).isEqualTo(archive());
        assertThat(lab.count("PutObject")).isEqualTo(2);
    }

    @Test
    void isNotReadWhileNothingChanges() {
        Lab.converge(part());
        lab.aws.clearCalls();
        assertThat(Lab.converge(new TemplateArchive(lab.steady(true).plan(), List.of())))
                .isInstanceOf(Outcome.Ready.class);
        assertThat(lab.calls()).isEmpty();
    }

    @Test
    void goesWithTheWorkspace() {
        Lab.converge(part());
        assertThat(Lab.remove(part())).isInstanceOf(Outcome.InProgress.class);
        assertThat(lab.aws.buckets().keys(Lab.BUCKET)).isEmpty();
        assertThat(Lab.remove(part())).isInstanceOf(Outcome.Gone.class);
    }

    @Test
    void leftByAnEarlierObjectIsTakenUp() {
        Lab.converge(part());
        lab.madeAgain();
        Lab.converge(part());
        lab.aws.clearCalls();
        assertThat(Lab.converge(part())).isInstanceOf(Outcome.Ready.class);
        assertThat(lab.writes()).isEmpty();
        Lab.remove(part());
        assertThat(lab.aws.buckets().keys(Lab.BUCKET)).isEmpty();
    }

    @Test
    void ofTheUsersIsLeftAlone() {
        lab.aws.buckets().put(Lab.BUCKET, KEY, new byte[] {1});
        assertThat(Lab.converge(part()).reason()).isEqualTo(Reason.NameTaken);
        Lab.remove(part());
        assertThat(stored()).isEqualTo(new byte[] {1});
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void isNothingToWaitForWhenTheLakeIsGone() {
        var gone = new Lab().onGit();
        assertThat(Lab.remove(new TemplateArchive(gone.plan(), List.of()))).isInstanceOf(Outcome.Gone.class);
    }

    @Test
    void isNotAskedForWhereTheNotebookPushesNothing() {
        assertThat(new Lab().plan().pushesTemplate()).isFalse();
        assertThat(new Lab().onGit().withoutLake().plan().pushesTemplate()).isFalse();
        assertThat(new Lab().onGit().with("template", "None").plan().templateArchive())
                .isEmpty();
    }
}
