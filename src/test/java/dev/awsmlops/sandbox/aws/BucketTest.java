package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketTest extends S3Test {

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void isMadeInTheRegionOfTheClient() {
        var created = s3.createBucket(r -> r.bucket("lake"));
        assertThat(created.location()).isEqualTo("/lake");
        assertThat(created.bucketArn()).isEqualTo("arn:aws:s3:::lake");
        inIreland.createBucket(r -> r.bucket("lake-eu"));
        assertThat(s3.headBucket(r -> r.bucket("lake")).bucketRegion()).isEqualTo("us-east-1");
        assertThat(inIreland.headBucket(r -> r.bucket("lake-eu")).bucketRegion())
                .isEqualTo("eu-west-1");
        assertThat(s3.getBucketLocation(r -> r.bucket("lake")).locationConstraintAsString())
                .isNullOrEmpty();
        assertThat(s3.getBucketLocation(r -> r.bucket("lake-eu")).locationConstraintAsString())
                .isEqualTo("eu-west-1");
        assertThat(inIreland.getBucketLocation(r -> r.bucket("lake-eu")).locationConstraintAsString())
                .isEqualTo("eu-west-1");
    }

    @Test
    void isPartOfTheInventoryAndNotBilledByTheHour() {
        inIreland.createBucket(r -> r.bucket("lake").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")
                .tags(tag("team", "a"))));
        SimulatedResource bucket = aws.inventory().get(0);
        assertThat(bucket.type()).isEqualTo(ResourceType.BUCKET);
        assertThat(bucket.name()).isEqualTo("lake");
        assertThat(bucket.arn()).isEqualTo("arn:aws:s3:::lake");
        assertThat(bucket.region()).isEqualTo("eu-west-1");
        assertThat(bucket.tags()).isEqualTo(Map.of("team", "a"));
        assertThat(bucket.createdAt()).isEqualTo(SimulatedClock.START);
        assertThat(aws.running()).isEmpty();
        assertThat(aws.ledger().entries()).isEmpty();
    }

    @Test
    void canBeMadeFromUsEast1InAnyRegion() {
        s3.createBucket(r -> r.bucket("lake").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        s3.createBucket(r -> r.bucket("old-lake").createBucketConfiguration(c -> c.locationConstraint("EU")));
        assertThat(aws.inventory()).extracting(SimulatedResource::region).containsOnly("eu-west-1");
        assertThat(s3.getBucketLocation(r -> r.bucket("old-lake")).locationConstraintAsString())
                .isEqualTo("EU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "foo", "aws-global"})
    void cannotBeMadeInARegionThatIsNone(String constraint) {
        assertRefused(
                () -> s3.createBucket(
                        r -> r.bucket("lake").createBucketConfiguration(c -> c.locationConstraint(constraint))),
                "InvalidLocationConstraint",
                "The specified location-constraint is not valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-2", "EU", "bar"})
    void cannotBeMadeFromOneRegionInAnother(String constraint) {
        assertRefused(
                () -> inIreland.createBucket(
                        r -> r.bucket("lake").createBucketConfiguration(c -> c.locationConstraint(constraint))),
                "IllegalLocationConstraintException",
                "The " + constraint + " location constraint is incompatible for the region specific endpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--lake",
                "sthree-lake",
                "amzn-s3-demo-lake",
                "lake-s3alias",
                "lake--ol-s3",
                "lake.mrap",
                "lake--table-s3"
            })
    void mayNotHaveAReservedName(String name) {
        assertRefused(
                () -> s3.createBucket(r -> r.bucket(name)), "InvalidBucketName", "The specified bucket is not valid.");
    }

    @Test
    void canBeMadeAgainInUsEast1ButNowhereElse() {
        s3.createBucket(r -> r.bucket("lake").createBucketConfiguration(c -> c.tags(tag("team", "a"))));
        put("lake", "key", "kept");
        create("lake");
        assertThat(get("lake", "key")).isEqualTo("kept");
        assertThat(aws.inventory()).hasSize(1);
        assertThat(refusal(() -> s3.createBucket(
                        r -> r.bucket("lake").createBucketConfiguration(c -> c.tags(tag("team", "a"))))))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);

        inIreland.createBucket(r -> r.bucket("lake-eu"));
        assertThat(refusal(() -> inIreland.createBucket(r -> r.bucket("lake-eu"))))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
        assertThat(refusal(() -> create("lake-eu"))).isInstanceOf(BucketAlreadyOwnedByYouException.class);
        assertThat(refusal(() -> inIreland.createBucket(r -> r.bucket("lake"))))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
    }

    @Test
    void ofAnotherAccountTakesTheNameAndLetsNobodyIn() {
        aws.settings().foreignBucket("taken");
        var exists = refusal(() -> create("taken"));
        assertThat(exists).isInstanceOf(BucketAlreadyExistsException.class);
        assertThat(exists.statusCode()).isEqualTo(409);
        assertThat(refusal(() -> s3.headBucket(r -> r.bucket("taken"))).statusCode())
                .isEqualTo(403);
        assertRefused(() -> put("taken", "key", "x"), "AccessDenied", "Access Denied");
        assertRefused(() -> s3.deleteBucket(r -> r.bucket("taken")), "AccessDenied", "Access Denied");
        assertThat(s3.listBuckets().buckets()).isEmpty();
    }

    @Test
    void thatIsNotThereIsMissedByEveryOperation() {
        assertThat(refusal(() -> s3.headBucket(r -> r.bucket("lake")))).isInstanceOf(NoSuchBucketException.class);
        assertThat(refusal(() -> s3.deleteBucket(r -> r.bucket("lake")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("NoSuchBucket");
        assertThat(refusal(() -> s3.listObjectsV2(r -> r.bucket("lake")))).isInstanceOf(NoSuchBucketException.class);
        assertRefused(
                () -> s3.getBucketTagging(r -> r.bucket("lake")),
                "NoSuchBucket",
                "The specified bucket does not exist");
        assertRefused(() -> put("lake", "key", "x"), "NoSuchBucket", "");
        assertRefused(() -> s3.getBucketLocation(r -> r.bucket("lake")), "NoSuchBucket", "");
    }

    @Test
    void answersOnlyItsExpectedOwner() {
        create("lake");
        s3.getBucketVersioning(r -> r.bucket("lake").expectedBucketOwner(SimulatedAws.ACCOUNT));
        assertRefused(
                () -> s3.getBucketVersioning(r -> r.bucket("lake").expectedBucketOwner("000000000002")),
                "AccessDenied",
                "Access Denied");
        assertRefused(
                () -> s3.getBucketVersioning(r -> r.bucket("lake").expectedBucketOwner("me")),
                "InvalidBucketOwnerAWSAccountID",
                "The value of the expected bucket owner parameter must be an AWS Account ID... [me]");
    }

    @Test
    void isDeletedWhenItIsEmptyAndItsNameIsFreeAgain() {
        create("lake");
        put("lake", "key", "x");
        var refusal = refusal(() -> s3.deleteBucket(r -> r.bucket("lake")));
        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty");
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("The bucket you tried to delete is not empty");
        s3.deleteObject(r -> r.bucket("lake").key("key"));
        s3.deleteBucket(r -> r.bucket("lake"));
        assertThat(aws.inventory()).isEmpty();
        inIreland.createBucket(r -> r.bucket("lake"));
    }

    @Test
    void isNotEmptyWhileThereIsADeleteMarker() {
        createVersioned("lake");
        var marker = s3.deleteObject(r -> r.bucket("lake").key("key"));
        assertRefused(
                () -> s3.deleteBucket(r -> r.bucket("lake")),
                "BucketNotEmpty",
                "The bucket you tried to delete is not empty. You must delete all versions in the bucket.");
        s3.deleteObject(r -> r.bucket("lake").key("key").versionId(marker.versionId()));
        s3.deleteBucket(r -> r.bucket("lake"));
    }

    @Test
    void isListedInPages() {
        for (String name : List.of("c-lake", "a-lake", "b-lake", "a-pond")) {
            create(name);
        }
        inIreland.createBucket(r -> r.bucket("d-lake"));
        assertThat(s3.listBuckets().buckets())
                .extracting(Bucket::name)
                .containsExactly("a-lake", "a-pond", "b-lake", "c-lake", "d-lake");
        var page = s3.listBuckets(r -> r.maxBuckets(2));
        assertThat(page.buckets()).extracting(Bucket::name).containsExactly("a-lake", "a-pond");
        assertThat(page.owner().id()).hasSize(64);
        s3.deleteBucket(r -> r.bucket("a-pond"));
        assertThat(s3.listBuckets(r -> r.maxBuckets(2).continuationToken(page.continuationToken()))
                        .buckets())
                .extracting(Bucket::name)
                .containsExactly("b-lake", "c-lake");
        assertThat(s3.listBucketsPaginator(r -> r.maxBuckets(1)).buckets()).hasSize(4);
        assertThat(s3.listBuckets(r -> r.prefix("a")).buckets())
                .extracting(Bucket::name)
                .containsExactly("a-lake");
        Bucket irish =
                s3.listBuckets(r -> r.bucketRegion("eu-west-1")).buckets().get(0);
        assertThat(irish.name()).isEqualTo("d-lake");
        assertThat(irish.bucketRegion()).isEqualTo("eu-west-1");
        assertThat(irish.creationDate()).isEqualTo(SimulatedClock.START);
    }

    @Test
    void isListedOnlyAsAskedForProperly() {
        assertRefused(
                () -> s3.listBuckets(r -> r.bucketRegion("eu-east-1")),
                "InvalidArgument",
                "Argument value eu-east-1 is not a valid AWS Region");
        assertRefused(() -> s3.listBuckets(r -> r.maxBuckets(0)), "InvalidArgument", "max-buckets");
        assertRefused(
                () -> s3.listBuckets(r -> r.continuationToken("?")),
                "InvalidArgument",
                "The continuation token provided is incorrect");
    }

    @Test
    void countsAgainstTheQuotaOfTheWholeAccount() {
        aws.settings().quota(ResourceType.BUCKET, 1);
        create("lake");
        assertRefused(
                () -> inIreland.createBucket(r -> r.bucket("lake-eu")),
                "TooManyBuckets",
                "You have attempted to create more buckets than allowed");
    }

    @Test
    void mayStayUnseenForAWhileThoughItsNameIsTaken() {
        aws.faults().hideNewFor(Duration.ofSeconds(5));
        inIreland.createBucket(r -> r.bucket("lake"));
        assertThat(refusal(() -> inIreland.headBucket(r -> r.bucket("lake"))))
                .isInstanceOf(NoSuchBucketException.class);
        assertThat(inIreland.listBuckets().buckets()).isEmpty();
        assertThat(refusal(() -> inIreland.createBucket(r -> r.bucket("lake"))))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
        pass(Duration.ofSeconds(5));
        inIreland.headBucket(r -> r.bucket("lake"));
    }

    @Test
    void ofAnotherRegionIsElsewhere() {
        inIreland.createBucket(r -> r.bucket("lake"));
        var malformed = (S3Exception) refusal(() -> s3.getBucketVersioning(r -> r.bucket("lake")));
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.awsErrorDetails().errorCode()).isEqualTo("AuthorizationHeaderMalformed");
        assertThat(malformed.awsErrorDetails().errorMessage())
                .isEqualTo(
                        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'");
        assertThat(malformed.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
                .contains("eu-west-1");

        create("lake-us");
        var redirect = refusal(() -> inIreland.getBucketVersioning(r -> r.bucket("lake-us")));
        assertThat(redirect.statusCode()).isEqualTo(301);
        assertThat(redirect.awsErrorDetails().errorCode()).isEqualTo("PermanentRedirect");
        assertThat(redirect.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
                .contains("us-east-1");
        assertThat(refusal(() -> inIreland.headBucket(r -> r.bucket("lake-us"))).statusCode())
                .isEqualTo(301);
        assertThat(refusal(() -> inIreland.getBucketLocation(r -> r.bucket("lake-us")))
                        .statusCode())
                .isEqualTo(301);
    }

    @Test
    void ofAnotherRegionIsFoundByAClientThatFollows() {
        inIreland.createBucket(r -> r.bucket("lake"));
        var following = aws.configure(S3Client.builder().crossRegionAccessEnabled(true), "operator")
                .build();
        following.putObject(r -> r.bucket("lake").key("key"), RequestBody.fromString("x"));
        assertThat(aws.buckets().content("lake", "key")).isPresent();
    }

    @Test
    void isNamedInTheRecordOfCalls() {
        create("lake");
        put("lake", "key", "x");
        s3.listObjectVersions(r -> r.bucket("lake"));
        s3.listBuckets();
        assertThat(aws.calls())
                .extracting(Call::service, Call::operation, Call::mutating, Call::resource)
                .containsExactly(
                        tuple("s3", "CreateBucket", true, Optional.of("lake")),
                        tuple("s3", "PutObject", true, Optional.of("lake")),
                        tuple("s3", "ListObjectVersions", false, Optional.of("lake")),
                        tuple("s3", "ListBuckets", false, Optional.empty()));
    }
}
