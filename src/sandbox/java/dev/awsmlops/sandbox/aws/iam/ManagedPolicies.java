package dev.awsmlops.sandbox.aws.iam;

import static dev.awsmlops.sandbox.aws.iam.IamRules.invalidInput;
import static dev.awsmlops.sandbox.aws.iam.IamRules.limitExceeded;
import static dev.awsmlops.sandbox.aws.iam.IamRules.noSuchEntity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The managed policies of roles (API reference, AttachRolePolicy and its siblings). The policies themselves are not
 * simulated: every one of AWS's own or of this account is taken to exist.
 */
final class ManagedPolicies {

    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:iam::(?<owner>aws|\\d{12}):policy(?<path>/(?:[\\x21-\\x7e]+/)?)(?<name>[\\w+=,.@-]+)");

    /** IAM User Guide, "IAM and AWS STS quotas", managed policies attached to a role. */
    private static final int MOST = 10;

    private final IamRoles roles;
    private final IamList lists;

    ManagedPolicies(IamRoles roles, IamList lists) {
        this.roles = roles;
        this.lists = lists;
    }

    /** Refuses what is no policy that could be attached or serve as a permissions boundary. */
    static void check(Request request, String arn) {
        String owner = parse(arn).group("owner");
        if (!owner.equals("aws") && !owner.equals(request.account())) {
            throw noSuchEntity("Policy %s does not exist or is not attachable.".formatted(arn));
        }
    }

    ObjectNode attach(Request request) {
        Role role = roles.required(request);
        String arn = request.required("PolicyArn");
        check(request, arn);
        if (!role.attachedPolicies().contains(arn) && role.attachedPolicies().size() == MOST) {
            throw limitExceeded("Cannot exceed quota for PoliciesPerRole: " + MOST);
        }
        role.attachedPolicies().add(arn);
        return Output.empty();
    }

    ObjectNode detach(Request request) {
        Role role = roles.required(request);
        String arn = request.required("PolicyArn");
        parse(arn);
        if (!role.attachedPolicies().remove(arn)) {
            throw noSuchEntity("Policy %s was not found.".formatted(arn));
        }
        return Output.empty();
    }

    ObjectNode list(Request request) {
        String prefix = request.text("PathPrefix").orElse("/");
        List<String> matching = roles.required(request).attachedPolicies().stream()
                .filter(arn -> parse(arn).group("path").startsWith(prefix))
                .toList();
        return lists.answer(request, "AttachedPolicies", matching, arn -> arn, ManagedPolicies::describe);
    }

    private static ObjectNode describe(String arn) {
        return new Output()
                .put("PolicyName", parse(arn).group("name"))
                .put("PolicyArn", arn)
                .json();
    }

    private static Matcher parse(String arn) {
        Matcher parsed = ARN.matcher(arn);
        if (!parsed.matches()) {
            throw invalidInput("ARN %s is not valid.".formatted(arn));
        }
        return parsed;
    }
}
