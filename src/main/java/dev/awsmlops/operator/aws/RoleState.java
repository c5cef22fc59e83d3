package dev.awsmlops.operator.aws;

import dev.awsmlops.operator.memory.Packing;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role that exists.
 *
 * @param version of its trust policy; a role made anew under the same name has another one too
 */
public record RoleState(Object version, Map<String, String> tags, Packing.Packed packedTrust) {

    static RoleState of(Role described, Packing packing) {
        return new RoleState(
                version(described),
                ResourceTags.shared(Roles.tagsOf(described)),
                packing.pack(described.assumeRolePolicyDocument()));
    }

    static Object version(Role role) {
        return List.of(role.roleId(), Fingerprint.of(role.assumeRolePolicyDocument()));
    }

    /** Who may assume it, as JSON. IAM answers with documents that are encoded as in a URL. */
    public String trustPolicy() {
        return URLDecoder.decode(packedTrust.text(), StandardCharsets.UTF_8);
    }
}
