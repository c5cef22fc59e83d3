package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepairsTest {

    @Test
    void whatHadBeenRightIsToldInOrder() {
        var repairs = new Repairs(true);
        repairs.add("versioning of S3 bucket b");
        repairs.add("rights of IAM role r");

        assertThat(repairs.summary())
                .contains("changed by someone else and put right: versioning of S3 bucket b; rights of IAM role r");
    }

    @Test
    void whatIsMadeForTheFirstTimeIsNoRepair() {
        var repairs = new Repairs(false);
        repairs.add("versioning of S3 bucket b");

        assertThat(repairs.summary()).isEmpty();
    }

    @Test
    void nothingIsToldWhenNothingWasPutRight() {
        assertThat(new Repairs(true).summary()).isEmpty();
    }
}
