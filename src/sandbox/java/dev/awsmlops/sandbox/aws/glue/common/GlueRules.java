package dev.awsmlops.sandbox.aws.glue.common;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The refusals that Glue's operations share. */
public final class GlueRules {

    /** API reference, "Common data types", "Single-line string pattern". */
    private static final Pattern SINGLE_LINE =
            Pattern.compile("[\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}\\t]*");

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 2048;

    private final World world;
    private final Roles roles;

    public GlueRules(World world, Roles roles) {
        this.world = world;
        this.roles = roles;
    }

    public static ServiceFailure invalid(String message) {
        return ServiceFailure.refused("InvalidInputException", message);
    }

    public static ServiceFailure notFound(String message) {
        return ServiceFailure.refused("EntityNotFoundException", message);
    }

    /** A name of 1 to 255 characters (API reference, "Common data types", NameString). */
    public static String name(Request request, String field) {
        String name = request.required(field, SINGLE_LINE, LONGEST_NAME);
        if (name.isEmpty()) {
            throw request.refused(field, "''", "have length greater than or equal to 1");
        }
        return name;
    }

    public static void checkDescription(Request request) {
        request.text("Description", LONGEST_DESCRIPTION);
    }

    /** Says so rather than passing over what would make a difference on AWS. */
    public static void refuseUnsimulated(Request request, String... fields) {
        for (String field : fields) {
            if (request.has(field)) {
                throw ServiceFailure.refused("UnknownOperationException", request.path() + field + " is not simulated");
            }
        }
    }

    /** At most 50, and none under the reserved prefix (API reference, "Tags"). */
    public static Map<String, String> tags(Request request, String field) {
        Map<String, String> tags = request.map(field, 50);
        checkTags(tags);
        return tags;
    }

    public static void checkTags(Map<String, String> tags) {
        if (tags.size() > 50) {
            throw invalid("A resource can have at most 50 tags");
        }
        for (String key : tags.keySet()) {
            if (key.startsWith("aws:")) {
                throw invalid("Tag keys beginning with aws: are reserved for system use");
            }
        }
    }

    /** The words that terraform-provider-aws dev_endpoint.go retries on. */
    public void requireAssumable(Request request, String roleArn) {
        if (!roles.assumable(request, roleArn, "glue.amazonaws.com")) {
            throw invalid("Role " + roleArn + " should be given assume role permissions for Glue Service.");
        }
    }

    /**
     * API reference, CreateDevEndpoint and CreateSession: "A resource numerical limit was exceeded".
     *
     * @param counting how many there are that count; asked only where there is a limit
     */
    public void requireRoom(Request request, ResourceStore<?> store, String what, LongSupplier counting) {
        boolean limited = world.settings().quotaOf(store.type()) < Integer.MAX_VALUE;
        if (limited && world.settings().exceeds(store.type(), counting.getAsLong() + 1)) {
            throw ServiceFailure.refused(
                    "ResourceNumberLimitExceededException",
                    "Failed to create %s, the account's limit of %d is reached in %s."
                            .formatted(what, world.settings().quotaOf(store.type()), request.region()));
        }
    }
}
