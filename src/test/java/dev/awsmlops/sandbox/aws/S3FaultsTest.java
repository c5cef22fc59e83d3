package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

class S3FaultsTest extends S3Test {

    @BeforeEach
    void create() {
        createVersioned("lake");
        aws.clearCalls();
    }

    private S3Client retrying() {
        return aws.configure(S3Client.builder(), "operator")
                .overrideConfiguration(o -> o.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(3)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .build()))
                .build();
    }

    private static DeleteObjectsResponse delete(S3Client client, ListObjectVersionsResponse page) {
        var versions = page.versions().stream().map(v -> ObjectIdentifier.builder()
                .key(v.key())
                .versionId(v.versionId())
                .build());
        var markers = page.deleteMarkers().stream().map(m -> ObjectIdentifier.builder()
                .key(m.key())
                .versionId(m.versionId())
                .build());
        var all = Stream.concat(versions, markers).toList();
        return client.deleteObjects(
                r -> r.bucket("lake").delete(d -> d.quiet(true).objects(all)));
    }

    /** Empties the bucket as an operator would: a page, then all of it, and on behind it. */
    private static void empty(S3Client client) {
        client.listObjectVersionsPaginator(r -> r.bucket("lake")).forEach(page -> delete(client, page));
    }

    @Test
    void throttleWithSlowDown() {
        aws.faults().on("s3", "HeadBucket").throttle();
        aws.faults().on("s3", "ListBuckets").throttle();
        var throttled = refusal(() -> s3.listBuckets());
        assertThat(throttled.statusCode()).isEqualTo(503);
        assertThat(throttled.isThrottlingException()).isTrue();
        assertThat(throttled.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
        assertThat(throttled.awsErrorDetails().errorMessage()).isEqualTo("Please reduce your request rate.");
        assertThat(refusal(() -> s3.headBucket(r -> r.bucket("lake"))).statusCode())
                .isEqualTo(503);
    }

    @Test
    void throttleTheFirstCallsSoThatTheSdkRetries() {
        aws.faults().throttleFirst(2);
        retrying().listBuckets();
        assertThat(aws.calls())
                .extracting(Call::error)
                .containsExactly(Optional.of("SlowDown"), Optional.of("SlowDown"), Optional.empty());
    }

    @Test
    void denyInTheWordsOfIamUnderTheNameThatPoliciesUse() {
        aws.faults().on("s3", "ListObjectVersions").deny();
        aws.faults().on("s3", "PutObject").deny();
        aws.faults().on("s3", "ListBuckets").deny();
        var denied = refusal(() -> s3.listObjectVersions(r -> r.bucket("lake")));
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(denied.awsErrorDetails().errorMessage())
                .isEqualTo(
                        "User: arn:aws:sts::123456789012:assumed-role/operator/simulated is not authorized to perform: "
                                + "s3:ListBucketVersions on resource: \"arn:aws:s3:::lake\" because no identity-based policy "
                                + "allows the s3:ListBucketVersions action");
        assertRefused(
                () -> put("lake", "a/b", "x"), "AccessDenied", "s3:PutObject on resource: \"arn:aws:s3:::lake/a/b\"");
        assertRefused(() -> s3.listBuckets(), "AccessDenied", "s3:ListAllMyBuckets on resource: \"*\"");
    }

    @Test
    void failBeforeOrAfterTheEffect() {
        aws.faults().on("s3", "PutObject").nth(1).failBefore("InternalError", "We encountered an internal error.", 500);
        aws.faults().on("s3", "PutObject").nth(2).failAfter("ServiceUnavailable", "Please reduce", 503);
        assertRefused(() -> put("lake", "key", "x"), "InternalError", "We encountered");
        assertThat(aws.buckets().versions("lake")).isZero();
        assertRefused(() -> put("lake", "key", "x"), "ServiceUnavailable", "");
        assertThat(aws.buckets().versions("lake")).isEqualTo(1);
    }

    @Test
    void loseTheResponseSoThatTheBucketIsThereAlready() {
        aws.faults().on("s3", "CreateBucket").first(1).loseResponse();
        assertThatThrownBy(() -> inIreland.createBucket(r -> r.bucket("irish"))).isInstanceOf(SdkClientException.class);
        assertThat(refusal(() -> inIreland.createBucket(r -> r.bucket("irish"))))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
    }

    @Test
    void ignoreACallAndSayThatAllIsWell() {
        aws.faults().on("s3", "DeleteObjects").first(1).ignore();
        put("lake", "key", "x");
        var page = s3.listObjectVersions(r -> r.bucket("lake"));
        assertThat(delete(s3, page).hasErrors()).isFalse();
        assertThat(aws.buckets().versions("lake")).isEqualTo(1);
        delete(s3, page);
        assertThat(aws.buckets().versions("lake")).isZero();
    }

    @Test
    void strikeOnlyOneBucketOrOneKey() {
        create("other");
        aws.faults().on("s3", "PutObject").about("lake").deny();
        aws.faults()
                .on("s3", "PutObject")
                .where(attempt -> attempt.input().path("Key").asText().equals("secret"))
                .deny();
        assertRefused(() -> put("lake", "key", "x"), "AccessDenied", "");
        assertRefused(() -> put("other", "secret", "x"), "AccessDenied", "");
        put("other", "key", "x");
    }

    @Test
    void failTheDeletionOfOneObjectAmongMany() {
        fill("lake", 3, 1);
        Runnable end = aws.buckets()
                .failDeletion("lake", "object-00001", new ServiceFailure("AccessDenied", "Access Denied", 403));
        var answer = delete(s3, s3.listObjectVersions(r -> r.bucket("lake")));
        assertThat(answer.errors())
                .extracting(S3Error::key, S3Error::code, S3Error::message)
                .containsExactly(tuple("object-00001", "AccessDenied", "Access Denied"));
        assertThat(answer.errors().get(0).versionId()).isNotNull();
        assertThat(aws.buckets().keys("lake")).containsExactly("object-00001");
        assertRefused(
                () -> s3.deleteObject(r -> r.bucket("lake").key("object-00001")), "AccessDenied", "Access Denied");
        end.run();
        empty(s3);
        assertThat(aws.buckets().versions("lake")).isZero();
    }

    @Test
    void doNotKeepABucketFromBeingEmptied() {
        fill("lake", 1500, 3);
        aws.buckets().put("lake", "other", "x".getBytes(StandardCharsets.UTF_8));
        s3.deleteObject(r -> r.bucket("lake").key("other"));
        aws.faults().throttleFirst(1);
        empty(retrying());
        retrying().deleteBucket(r -> r.bucket("lake"));
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void doNotKeepAnEmptyingFromGoingOnInAnotherProcess() {
        fill("lake", 1500, 3);
        for (Moment moment : Moment.values()) {
            for (int call = 1; call <= 3; call++) {
                aws.faults().crashAt("emptier", call, moment);
                S3Client dying = client(S3Client.builder(), "emptier");
                assertThatThrownBy(() -> empty(dying)).isInstanceOf(DoorKilled.class);
                aws.faults().clear();
            }
        }
        assertThat(aws.buckets().versions("lake")).isBetween(1, 4499);
        empty(client(S3Client.builder(), "emptier"));
        assertThat(aws.buckets().versions("lake")).isZero();
        s3.deleteBucket(r -> r.bucket("lake"));
    }

    @Test
    void areNotSeenByThoseWhoFillBucketsWithoutTheWire() {
        aws.faults().onAny().deny();
        aws.buckets().create("eu-west-1", "irish");
        fill("irish", 5000, 1);
        assertThat(aws.buckets().keys("irish")).hasSize(5000).isSorted();
        assertThat(aws.buckets().versions("irish")).isEqualTo(5000);
        assertThat(aws.buckets().content("irish", "object-00000"))
                .contains("version 0".getBytes(StandardCharsets.UTF_8));
        assertThat(aws.buckets().content("irish", "none")).isEmpty();
        assertThat(aws.calls()).isEmpty();
        assertThatThrownBy(() -> aws.buckets().keys("none")).hasMessage("No bucket none");
    }
}
