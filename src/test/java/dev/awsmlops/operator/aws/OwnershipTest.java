package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {

    private static final Ownership OWNER = new Ownership("cluster-1", "GlueDevSession", "team-a", "explore", "uid-1");

    @Test
    void anObjectsOwnershipIsTakenFromItsMetadata() {
        var session = new GlueDevSession();
        session.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team-a")
                .withName("explore")
                .withUid("uid-1")
                .build());

        assertThat(Ownership.of(session, "cluster-1")).isEqualTo(OWNER);
    }

    @Test
    void theTagsNameTheClusterAndTheObject() {
        assertThat(OWNER.tags())
                .isEqualTo(Map.of(
                        "aws-mlops.dev/cluster", "cluster-1",
                        "aws-mlops.dev/kind", "GlueDevSession",
                        "aws-mlops.dev/namespace", "team-a",
                        "aws-mlops.dev/name", "explore",
                        "aws-mlops.dev/uid", "uid-1"));
    }

    @Test
    void whatCarriesItsTagsIsOurs() {
        assertThat(OWNER.owns(OWNER.tags())).isTrue();
    }

    @Test
    void otherTagsBesideThemDoNotMatter() {
        var tags = new HashMap<>(OWNER.tags());
        tags.put("team", "a");

        assertThat(OWNER.owns(tags)).isTrue();
    }

    @Test
    void whatCarriesNoTagsIsNotOurs() {
        assertThat(OWNER.owns(Map.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {Ownership.CLUSTER, Ownership.UID})
    void bothTheClusterAndTheUidMustBeThere(String tag) {
        var without = new HashMap<>(OWNER.tags());
        without.remove(tag);
        var another = new HashMap<>(OWNER.tags());
        another.put(tag, "another");

        assertThat(OWNER.owns(without)).isFalse();
        assertThat(OWNER.owns(another)).isFalse();
    }

    @Test
    void anObjectMadeAnewUnderTheSameNameDoesNotOwnWhatTheFirstOneMade() {
        var madeAnew = new Ownership("cluster-1", "GlueDevSession", "team-a", "explore", "uid-2");

        assertThat(madeAnew.owns(OWNER.tags())).isFalse();
    }

    @Test
    void itInheritsWhatAnEarlierObjectOfItsNameLeftBehind() {
        var madeAnew = new Ownership("cluster-1", "GlueDevSession", "team-a", "explore", "uid-2");
        var withOthers = new HashMap<>(OWNER.tags());
        withOthers.put("team", "a");

        assertThat(madeAnew.inherits(OWNER.tags())).isTrue();
        assertThat(madeAnew.inherits(withOthers)).isTrue();
        assertThat(madeAnew.inherits(Map.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {Ownership.CLUSTER, "aws-mlops.dev/kind", "aws-mlops.dev/namespace", "aws-mlops.dev/name"})
    void itInheritsNothingOfAnotherClustersKindsNamespacesOrNames(String tag) {
        var another = new HashMap<>(OWNER.tags());
        another.put(tag, "another");

        assertThat(OWNER.inherits(another)).isFalse();
    }

    @Test
    void whoseSomethingIsCanBeReadFromItsTags() {
        var tags = new HashMap<>(OWNER.tags());
        tags.put("team", "a");

        assertThat(Ownership.in(tags)).contains(OWNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "kind", "namespace", "name", "uid"})
    void whatDoesNotSayItInFullSaysNothing(String tag) {
        var tags = new HashMap<>(OWNER.tags());
        tags.remove("aws-mlops.dev/" + tag);

        assertThat(Ownership.in(tags)).isEmpty();
    }

    @Test
    void whatCarriesNoUidIsNobodys() {
        assertThat(Ownership.isUnclaimed(Map.of("team", "a"))).isTrue();
        assertThat(Ownership.isUnclaimed(OWNER.tags())).isFalse();
        assertThat(Ownership.isUnclaimed(Map.of(Ownership.UID, "another"))).isFalse();
    }
}
