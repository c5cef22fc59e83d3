package dev.awsmlops.sandbox.aws.glue;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Map;

/** The refusals that dev endpoints and sessions share. */
final class GlueRules {

    private final World world;
    private final Roles roles;

    GlueRules(World world, Roles roles) {
        this.world = world;
        this.roles = roles;
    }

    static ServiceFailure invalid(String message) {
        return ServiceFailure.refused("InvalidInputException", message);
    }

    static ServiceFailure notFound(String message) {
        return ServiceFailure.refused("EntityNotFoundException", message);
    }

    /** At most 50, and none under the reserved prefix (API reference, "Tags"). */
    static Map<String, String> tags(Request request, String field) {
        Map<String, String> tags = request.map(field, 50);
        checkTags(tags);
        return tags;
    }

    static void checkTags(Map<String, String> tags) {
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
    void requireAssumable(Request request, String roleArn) {
        if (!roles.assumable(request, roleArn, "glue.amazonaws.com")) {
            throw invalid("Role " + roleArn + " should be given assume role permissions for Glue Service.");
        }
    }

    /** API reference, CreateDevEndpoint and CreateSession: "A resource numerical limit was exceeded". */
    void requireRoom(Request request, ResourceStore<?> store, String what, long counting) {
        if (world.settings().exceeds(store.type(), counting + 1)) {
            throw ServiceFailure.refused(
                    "ResourceNumberLimitExceededException",
                    "Failed to create %s, the account's limit of %d is reached in %s."
                            .formatted(what, world.settings().quotaOf(store.type()), request.region()));
        }
    }
}
