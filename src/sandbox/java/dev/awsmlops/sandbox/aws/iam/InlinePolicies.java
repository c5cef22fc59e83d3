package dev.awsmlops.sandbox.aws.iam;

import static dev.awsmlops.sandbox.aws.iam.IamRules.limitExceeded;
import static dev.awsmlops.sandbox.aws.iam.IamRules.noSuchEntity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.List;

/** The policies embedded in roles (API reference, PutRolePolicy and its siblings). */
final class InlinePolicies {

    /** In characters, all those of one role together (IAM User Guide, "IAM and AWS STS quotas"). */
    private static final int MOST = 10_240;

    private final IamRoles roles;
    private final IamList lists;

    InlinePolicies(IamRoles roles, IamList lists) {
        this.roles = roles;
        this.lists = lists;
    }

    /** A policy of that name is replaced. Too much is refused in the words of serverless#7643. */
    ObjectNode put(Request request) {
        Role role = roles.required(request);
        String name = policyName(request);
        Policy policy = PolicyGrammar.permissions(request.required("PolicyDocument"));
        int others = role.inlinePolicies().entrySet().stream()
                .filter(other -> !other.getKey().equals(name))
                .mapToInt(other -> other.getValue().size())
                .sum();
        if (others + policy.size() > MOST) {
            throw limitExceeded("Maximum policy size of %d bytes exceeded for role %s".formatted(MOST, role.name()));
        }
        role.inlinePolicies().put(name, policy);
        return Output.empty();
    }

    ObjectNode get(Request request) {
        Role role = roles.required(request);
        String name = requiredPolicy(request, role);
        return new Output()
                .put("RoleName", role.name())
                .put("PolicyName", name)
                .put("PolicyDocument", role.inlinePolicies().get(name).encoded())
                .json();
    }

    ObjectNode list(Request request) {
        List<String> names =
                List.copyOf(roles.required(request).inlinePolicies().keySet());
        return lists.answer(request, "PolicyNames", names, name -> name, TextNode::valueOf);
    }

    ObjectNode delete(Request request) {
        Role role = roles.required(request);
        role.inlinePolicies().remove(requiredPolicy(request, role));
        return Output.empty();
    }

    private static String policyName(Request request) {
        return IamRules.name(request, "PolicyName", 128);
    }

    private static String requiredPolicy(Request request, Role role) {
        String name = policyName(request);
        if (!role.inlinePolicies().containsKey(name)) {
            throw noSuchEntity("The role policy with name %s cannot be found.".formatted(name));
        }
        return name;
    }
}
