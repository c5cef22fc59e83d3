package dev.awsmlops.sandbox.aws.iam;

import static dev.awsmlops.sandbox.aws.iam.IamRules.malformed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** One statement of a policy as it is written (IAM User Guide, "Grammar of the IAM JSON policy language"). */
record StatementJson(JsonNode json) {

    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private static final Set<String> EFFECTS = Set.of("Allow", "Deny");

    /** The strings of an element that holds one or a list of them; none when it is missing. */
    static List<String> texts(JsonNode element) {
        if (element.isArray()) {
            return StreamSupport.stream(element.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        return element.isMissingNode() ? List.of() : List.of(element.asText());
    }

    List<String> texts(String element) {
        return texts(json.path(element));
    }

    boolean has(String element) {
        return json.has(element);
    }

    String id() {
        return json.path("Sid").asText();
    }

    /** Refuses what the grammar does not allow in any policy. */
    void check() {
        boolean sound = json.isObject()
                && json.properties().stream().allMatch(element -> ELEMENTS.contains(element.getKey()))
                && EFFECTS.contains(json.path("Effect").asText())
                && !(has("Action") && has("NotAction"))
                && !(has("Resource") && has("NotResource"))
                && (!has("Condition") || isConditions(json.path("Condition")));
        if (!sound) {
            throw malformed("Syntax errors in policy.");
        }
        List<String> actions = either("Action");
        if (actions.isEmpty()) {
            throw malformed("Policy statement must contain actions.");
        }
        for (String action : actions) {
            if (!action.equals("*") && !action.contains(":")) {
                throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
            }
        }
    }

    private static boolean isConditions(JsonNode conditions) {
        return conditions.isObject()
                && conditions.properties().stream()
                        .allMatch(operator -> operator.getValue().isObject());
    }

    /** The strings of the element or of its negation, such as {@code Action} and {@code NotAction}. */
    List<String> either(String element) {
        return texts(has(element) ? element : "Not" + element);
    }

    /** Actions are told apart without regard to case (IAM User Guide, "IAM JSON policy elements: Action"). */
    Statement on(Predicate<String> target) {
        return new Statement(
                json.path("Effect").asText().equals("Allow"),
                matching(
                        "Action",
                        (pattern, action) ->
                                Wildcard.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT))),
                target,
                Conditions.of(json.path("Condition")));
    }

    Statement onResources() {
        return on(matching("Resource", Wildcard::matches));
    }

    private Predicate<String> matching(String element, BiPredicate<String, String> match) {
        List<String> patterns = either(element);
        return text -> patterns.stream().anyMatch(pattern -> match.test(pattern, text)) == has(element);
    }
}
