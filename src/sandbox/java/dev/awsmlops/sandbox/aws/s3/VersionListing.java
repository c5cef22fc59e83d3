package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ListObjectVersions: by key, the newest version of each first, delete markers among them (API reference; localstack
 * test_s3_list_operations.snapshot.json, TestS3ListObjectVersions).
 */
final class VersionListing {

    private static final String LIMIT = "MaxKeys";

    private final World world;
    private final BucketStore buckets;
    private final IssuedIds ids;

    VersionListing(World world, BucketStore buckets, IssuedIds ids) {
        this.world = world;
        this.buckets = buckets;
        this.ids = ids;
    }

    ObjectNode list(Request request) {
        Bucket bucket = buckets.required(request);
        ListPage page = ListPage.of(world, request, LIMIT, "max-keys");
        String keyMarker = request.text("KeyMarker").orElse("");
        Optional<String> versionMarker = versionMarker(request, keyMarker);
        Entries entries = new Entries(request, page, keyMarker, versionMarker);
        page.walk().walk(bucket.objects().versions(), keyMarker, versionMarker.isPresent(), entries);
        Output output = page.describe(request, LIMIT)
                .put("Name", bucket.name())
                .put("KeyMarker", page.encode(keyMarker))
                .put("VersionIdMarker", versionMarker.orElse(""))
                .objects("Versions", entries.versions)
                .objects("DeleteMarkers", entries.deleteMarkers);
        if (page.truncated()) {
            output.put("NextKeyMarker", page.encode(page.last())).put("NextVersionIdMarker", entries.lastVersion);
        }
        return output.json();
    }

    private Optional<String> versionMarker(Request request, String keyMarker) {
        Optional<String> marker = request.text("VersionIdMarker").filter(id -> !id.isEmpty());
        if (marker.isPresent() && keyMarker.isEmpty()) {
            throw S3Errors.invalidArgument(
                    "A version-id marker cannot be specified without a key marker.", "version-id-marker", marker.get());
        }
        marker.filter(id -> !ids.isVersion(id)).ifPresent(unknown -> {
            throw S3Errors.invalidArgument("Invalid version id specified", "version-id-marker", unknown);
        });
        return marker;
    }

    /** The entries of one page. */
    private final class Entries implements KeyWalk.Visitor<List<ObjectVersion>> {

        private final ObjectNode owner;
        private final ListPage page;
        private final String keyMarker;
        private final Optional<String> versionMarker;
        private final List<ObjectNode> versions = new ArrayList<>();
        private final List<ObjectNode> deleteMarkers = new ArrayList<>();
        private Optional<String> lastVersion = Optional.empty();

        private Entries(Request request, ListPage page, String keyMarker, Optional<String> versionMarker) {
            this.owner = Owner.of(request);
            this.page = page;
            this.keyMarker = keyMarker;
            this.versionMarker = versionMarker;
        }

        @Override
        public boolean commonPrefix(String prefix) {
            boolean taken = page.takeCommonPrefix(prefix);
            if (taken) {
                lastVersion = Optional.empty();
            }
            return taken;
        }

        @Override
        public boolean key(String key, List<ObjectVersion> all) {
            int newest = all.size() - 1;
            for (int i = key.equals(keyMarker) ? behindMarker(all) : newest; i >= 0; i--) {
                if (!page.take(key)) {
                    return false;
                }
                add(all.get(i), i == newest);
            }
            return true;
        }

        private void add(ObjectVersion version, boolean latest) {
            lastVersion = Optional.of(version.id());
            Output output = new Output()
                    .put("Key", page.encode(version.key()))
                    .put("VersionId", version.id())
                    .put("IsLatest", latest)
                    .put("LastModified", version.lastModified())
                    .put("Owner", owner);
            version.content()
                    .ifPresentOrElse(
                            content -> versions.add(content.summarize(output).json()),
                            () -> deleteMarkers.add(output.json()));
        }

        /**
         * Where the list goes on within the marker's key: at the next older version, also if the marker itself is gone. A
         * null version does not tell its age, so one that is listed here may have been on the page before, and one that
         * is gone leaves the whole key to be listed again: an assumption that hides nothing.
         */
        private int behindMarker(List<ObjectVersion> all) {
            String marker = versionMarker.orElseThrow();
            for (int i = all.size() - 1; i >= 0; i--) {
                if (all.get(i).id().equals(marker)) {
                    return i - 1;
                }
            }
            long number = ids.number(marker).orElse(Long.MAX_VALUE);
            int next = all.size() - 1;
            while (next >= 0 && ids.number(all.get(next).id()).orElse(0) > number) {
                next--;
            }
            return next;
        }
    }
}
