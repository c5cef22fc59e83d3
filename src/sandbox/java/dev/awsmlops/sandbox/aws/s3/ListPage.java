package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.ArrayList;
import java.util.List;

/** One page of a list of keys while it fills: so many entries, common prefixes included, and whether there are more. */
final class ListPage {

    /** API reference, ListObjectsV2, max-keys: "by default, the action returns up to 1,000 key names". */
    private static final int LARGEST = 1000;

    private final KeyEncoding encoding;
    private final KeyWalk walk;
    private final int size;
    private final List<ObjectNode> commonPrefixes = new ArrayList<>();
    private int count;
    private boolean truncated;
    private String last = "";

    private ListPage(KeyEncoding encoding, KeyWalk walk, int size) {
        this.encoding = encoding;
        this.walk = walk;
        this.size = size;
    }

    /**
     * The page that a request asks for.
     *
     * @param limit the member with the size, and the parameter that carries it
     */
    static ListPage of(World world, Request request, String limit, String parameter) {
        int asked = request.integer(limit).orElse(LARGEST);
        if (asked < 0) {
            throw S3Errors.invalidArgument(
                    "Argument %s must be an integer between 0 and 2147483647".formatted(parameter),
                    parameter,
                    String.valueOf(asked));
        }
        KeyWalk walk = new KeyWalk(
                request.text("Prefix").orElse(""), request.text("Delimiter").orElse(""));
        int size = Math.min(Math.min(asked, LARGEST), world.settings().largestPage());
        return new ListPage(KeyEncoding.of(request), walk, size);
    }

    KeyWalk walk() {
        return walk;
    }

    /** Takes a key, or one of its versions; false, and nothing taken, when the page is full. */
    boolean take(String key) {
        if (count == size) {
            truncated = size > 0;
            return false;
        }
        count++;
        last = key;
        return true;
    }

    boolean takeCommonPrefix(String prefix) {
        boolean taken = take(prefix);
        if (taken) {
            commonPrefixes.add(new Output().put("Prefix", encode(prefix)).json());
        }
        return taken;
    }

    String encode(String key) {
        return encoding.encode(key);
    }

    int count() {
        return count;
    }

    boolean truncated() {
        return truncated;
    }

    /** The key or common prefix taken last; empty if none was. */
    String last() {
        return last;
    }

    /** What all lists answer, beside their entries. */
    Output describe(Request request, String limit) {
        Output output = new Output()
                .put("Prefix", encode(walk.prefix()))
                .put("Delimiter", request.text("Delimiter").map(this::encode))
                .put("EncodingType", encoding.type())
                .put("IsTruncated", truncated)
                .put(limit, Math.min(request.integer(limit).orElse(LARGEST), LARGEST));
        return commonPrefixes.isEmpty() ? output : output.objects("CommonPrefixes", commonPrefixes);
    }
}
