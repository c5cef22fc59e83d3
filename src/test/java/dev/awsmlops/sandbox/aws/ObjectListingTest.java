package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectListingTest extends S3Test {

    @BeforeEach
    void create() {
        create("lake");
    }

    private void putAll(String... keys) {
        for (String key : keys) {
            put("lake", key, "x");
        }
    }

    private static List<String> keys(ListObjectsV2Response page) {
        return page.contents().stream().map(S3Object::key).toList();
    }

    private static List<String> prefixes(ListObjectsV2Response page) {
        return page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
    }

    private static List<String> ids(ListObjectVersionsResponse page) {
        return page.versions().stream().map(ObjectVersion::versionId).toList();
    }

    @Test
    void isInTheOrderOfUtf8() {
        putAll("\uFF21", "😀", "b", "B", "ä", "a/b", "a");
        assertThat(keys(s3.listObjectsV2(r -> r.bucket("lake"))))
                .containsExactly("B", "a", "a/b", "b", "ä", "\uFF21", "😀");
    }

    @Test
    void tellsWhatEachObjectIs() {
        String tag = put("lake", "key", "content").eTag();
        S3Object object = s3.listObjectsV2(r -> r.bucket("lake").fetchOwner(true))
                .contents()
                .get(0);
        assertThat(object.eTag()).isEqualTo(tag);
        assertThat(object.size()).isEqualTo(7);
        assertThat(object.storageClassAsString()).isEqualTo("STANDARD");
        assertThat(object.lastModified()).isEqualTo(SimulatedClock.START);
        assertThat(object.owner().id()).hasSize(64);
    }

    @Test
    void comesInPages() {
        fill("lake", 2500, 1);
        var first = s3.listObjectsV2(r -> r.bucket("lake"));
        assertThat(first.contents()).hasSize(1000);
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.maxKeys()).isEqualTo(1000);
        assertThat(first.keyCount()).isEqualTo(1000);
        assertThat(s3.listObjectsV2(r -> r.bucket("lake").maxKeys(5000)).contents())
                .hasSize(1000);
        var pages = s3.listObjectsV2Paginator(r -> r.bucket("lake")).stream().toList();
        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(page -> keys(page).stream()).toList())
                .isEqualTo(aws.buckets().keys("lake"));
    }

    @Test
    void goesOnWhereItWasWhateverHappensMeanwhile() {
        putAll("a", "b", "c", "d");
        var first = s3.listObjectsV2(r -> r.bucket("lake").maxKeys(2));
        s3.deleteObject(r -> r.bucket("lake").key("b"));
        putAll("aa", "bb");
        var next = s3.listObjectsV2(r -> r.bucket("lake").continuationToken(first.nextContinuationToken()));
        assertThat(keys(next)).containsExactly("bb", "c", "d");
        assertThat(next.continuationToken()).isEqualTo(first.nextContinuationToken());
        assertThat(next.nextContinuationToken()).isNull();
    }

    @Test
    void startsWhereItIsTold() {
        putAll("a", "b", "c");
        assertThat(keys(s3.listObjectsV2(r -> r.bucket("lake").startAfter("a"))))
                .containsExactly("b", "c");
        assertThat(keys(s3.listObjectsV2(r -> r.bucket("lake").startAfter("z"))))
                .isEmpty();
        var none = s3.listObjectsV2(r -> r.bucket("lake").maxKeys(0));
        assertThat(none.contents()).isEmpty();
        assertThat(none.isTruncated()).isFalse();
    }

    @Test
    void rollsUpWhatIsBehindTheDelimiter() {
        putAll("test/bar/1", "test/bar/2", "test/foo/1", "test/key", "other");
        var all = s3.listObjectsV2(r -> r.bucket("lake").prefix("test/").delimiter("/"));
        assertThat(prefixes(all)).containsExactly("test/bar/", "test/foo/");
        assertThat(keys(all)).containsExactly("test/key");
        assertThat(all.keyCount()).isEqualTo(3);
        List<String> met = new ArrayList<>();
        s3
                .listObjectsV2Paginator(
                        r -> r.bucket("lake").prefix("test/").delimiter("/").maxKeys(1))
                .stream()
                .flatMap(page -> Stream.concat(prefixes(page).stream(), keys(page).stream()))
                .forEach(met::add);
        assertThat(met).containsExactly("test/bar/", "test/foo/", "test/key");
        assertThat(prefixes(s3.listObjectsV2(
                        r -> r.bucket("lake").prefix("test/").delimiter("/").startAfter("test/bar/1"))))
                .containsExactly("test/foo/");
        assertThat(prefixes(s3.listObjectsV2(r -> r.bucket("lake").delimiter("t/"))))
                .containsExactly("test/");
    }

    @Test
    void leavesOutWhatIsDeletedButForItsVersions() {
        version("lake", BucketVersioningStatus.ENABLED);
        putAll("dir/a", "b");
        s3.deleteObject(r -> r.bucket("lake").key("dir/a"));
        var current = s3.listObjectsV2(r -> r.bucket("lake").delimiter("/"));
        assertThat(prefixes(current)).isEmpty();
        assertThat(keys(current)).containsExactly("b");
        assertThat(s3.listObjectVersions(r -> r.bucket("lake").delimiter("/")).commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("dir/");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(
                () -> s3.listObjectsV2(r -> r.bucket("lake").continuationToken("?")),
                "InvalidArgument",
                "The continuation token provided is incorrect");
        assertRefused(
                () -> s3.listObjectsV2(r -> r.bucket("lake").encodingType("base64")),
                "InvalidArgument",
                "Invalid Encoding Method specified in Request");
        assertRefused(
                () -> s3.listObjectsV2(r -> r.bucket("lake").maxKeys(-1)),
                "InvalidArgument",
                "must be an integer between 0 and 2147483647");
        assertRefused(
                () -> s3.listObjectVersions(r -> r.bucket("lake").versionIdMarker("null")),
                "InvalidArgument",
                "A version-id marker cannot be specified without a key marker.");
        assertRefused(
                () -> s3.listObjectVersions(r -> r.bucket("lake").keyMarker("a").versionIdMarker("x")),
                "InvalidArgument",
                "Invalid version id specified");
    }

    @Test
    void showsVersionsNewestFirstWithTheirDeleteMarkers() {
        version("lake", BucketVersioningStatus.ENABLED);
        String a1 = put("lake", "a", "1").versionId();
        String b1 = put("lake", "b", "1").versionId();
        String a2 = put("lake", "a", "2").versionId();
        String bDeleted = s3.deleteObject(r -> r.bucket("lake").key("b")).versionId();
        var all = s3.listObjectVersions(r -> r.bucket("lake"));
        assertThat(ids(all)).containsExactly(a2, a1, b1);
        assertThat(all.versions()).extracting(ObjectVersion::isLatest).containsExactly(true, false, false);
        assertThat(all.deleteMarkers()).hasSize(1);
        DeleteMarkerEntry marker = all.deleteMarkers().get(0);
        assertThat(marker.versionId()).isEqualTo(bDeleted);
        assertThat(marker.isLatest()).isTrue();
        assertThat(marker.lastModified()).isEqualTo(SimulatedClock.START);

        var third = s3.listObjectVersions(r -> r.bucket("lake").maxKeys(3));
        assertThat(third.isTruncated()).isTrue();
        assertThat(third.nextKeyMarker()).isEqualTo("b");
        assertThat(third.nextVersionIdMarker()).isEqualTo(bDeleted);
        assertThat(ids(s3.listObjectVersions(
                        r -> r.bucket("lake").keyMarker("b").versionIdMarker(bDeleted))))
                .containsExactly(b1);
        assertThat(ids(s3.listObjectVersions(r -> r.bucket("lake").keyMarker("a"))))
                .containsExactly(b1);
        assertThat(ids(s3.listObjectVersions(
                        r -> r.bucket("lake").prefix("a").keyMarker("a").versionIdMarker(a2))))
                .containsExactly(a1);
    }

    @Test
    void goesOnBehindAVersionThatIsGone() {
        version("lake", BucketVersioningStatus.ENABLED);
        String first = put("lake", "a", "1").versionId();
        String second = put("lake", "a", "2").versionId();
        String third = put("lake", "a", "3").versionId();
        s3.deleteObject(r -> r.bucket("lake").key("a").versionId(third));
        s3.deleteObject(r -> r.bucket("lake").key("a").versionId(second));
        put("lake", "a", "4");
        assertThat(ids(s3.listObjectVersions(
                        r -> r.bucket("lake").keyMarker("a").versionIdMarker(second))))
                .containsExactly(first);
        assertThat(ids(s3.listObjectVersions(
                        r -> r.bucket("lake").keyMarker("a").versionIdMarker("null"))))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void showsEveryVersionOnceWhateverThePageSize(int size) {
        version("lake", BucketVersioningStatus.ENABLED);
        fill("lake", 5, 3);
        s3.deleteObject(r -> r.bucket("lake").key("object-00002"));
        aws.settings().largestPage(size);
        List<String> met = new ArrayList<>();
        s3.listObjectVersionsPaginator(r -> r.bucket("lake")).forEach(page -> {
            met.addAll(ids(page));
            page.deleteMarkers().forEach(marker -> met.add(marker.versionId()));
        });
        assertThat(met).hasSize(16).doesNotHaveDuplicates();
    }

    @Test
    void showsFiveThousandObjectsInThreeVersionsEach() {
        version("lake", BucketVersioningStatus.ENABLED);
        fill("lake", 5000, 3);
        var pages =
                s3.listObjectVersionsPaginator(r -> r.bucket("lake")).stream().toList();
        assertThat(pages).hasSize(15);
        assertThat(pages.stream().flatMap(page -> ids(page).stream()).distinct())
                .hasSize(15_000);
    }
}
