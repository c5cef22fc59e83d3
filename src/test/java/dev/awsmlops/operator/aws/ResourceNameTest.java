package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceNameTest {

    private static final String UID = "0b1f6a52-3b0c-4c8e-9d0e-6c2d5c1f7a11";

    @Test
    void aNameSaysWhoseItIs() {
        assertThat(name("team-a", "explore-orders", UID))
                .isEqualTo("mlops-team-a-explore-orders-" + ResourceName.hash(UID));
    }

    /** Sources: SageMaker API reference, NotebookInstanceName; Kubernetes names, which may hold dots and be 253 long. */
    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource({
        "a, b",
        "team-a, explore.orders.v1",
        "team-a, explore-.-orders",
        "team-a, a--b",
        "n23456789012345678901234567890123456789012345678901234567890123, x",
        "team-a, n2345678901234567890123456789012345678901234567890123456789012345678901234567890",
        "n2345678901234567890123456789012345678901234567, x",
        "n234567890123456789012345678901234567890123456, x",
        "n2345678901234567890123456789012345678901234, a--------x",
    })
    void aNameFitsTheNarrowestService(String namespace, String object) {
        assertThat(name(namespace, object, UID))
                .matches("[a-zA-Z0-9](-*[a-zA-Z0-9])*")
                .hasSizeLessThanOrEqualTo(63)
                .endsWith("-" + ResourceName.hash(UID))
                .doesNotContain("--");
    }

    @Test
    void aLongNameUsesTheWholeRoom() {
        assertThat(name("team-a", "x".repeat(253), UID)).hasSize(63);
    }

    @Test
    void dotsAndHyphensBothBecomeHyphens() {
        assertThat(name("a", "b.c", UID)).isEqualTo(name("a", "b-c", UID));
    }

    @Test
    void twoObjectsOfOneNameHaveDifferentNamesInAws() {
        assertThat(name("a", "b", "uid-1")).isNotEqualTo(name("a", "b", "uid-2"));
        assertThat(name("a", "x".repeat(100), "uid-1")).isNotEqualTo(name("a", "x".repeat(100), "uid-2"));
    }

    /** A name once given must be found again by every later version of the operator. */
    @Test
    void namesStayAsTheyAre() {
        assertThat(name("team-a", "explore-orders", "uid")).isEqualTo("mlops-team-a-explore-orders-17b788a7");
        assertThat(ResourceName.hash("")).isEqualTo("e3b0c442");
    }

    @Test
    void theClusterAndTheKindAreNotPartOfTheName() {
        var one = new Ownership("cluster-1", "GlueDevSession", "a", "b", UID);
        var other = new Ownership("cluster-2", "DataLake", "a", "b", UID);

        assertThat(ResourceName.of(one)).isEqualTo(ResourceName.of(other));
    }

    private static String name(String namespace, String object, String uid) {
        return ResourceName.of(new Ownership("cluster", "GlueDevSession", namespace, object, uid));
    }

    @Test
    void theHashOfTheUidIsFoundInANameWhateverStandsBehindIt() {
        var owner = new Ownership("cluster-1", "DataLake", "team-a", "orders", "uid-1");
        String hash = ResourceName.hash("uid-1");

        assertThat(ResourceName.hashesIn(ResourceName.of(owner))).containsExactly(hash);
        assertThat(ResourceName.hashesIn(ResourceName.of(owner, "-switch"))).containsExactly(hash);
        assertThat(ResourceName.hashesIn(ResourceName.of(owner) + "-0b86a5d3-6c4f-4f0e-9d0e-0f7f3a1b2c3d"))
                .contains(hash);
        assertThat(ResourceName.hashesIn("of-my-own")).isEmpty();
    }
}
