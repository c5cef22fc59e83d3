package dev.awsmlops.sandbox.aws.iam;

import java.util.Map;
import java.util.function.Predicate;

/**
 * One statement of a policy.
 *
 * @param allow whether it allows, or else denies
 * @param target the resources, or in a trust policy the principals
 */
record Statement(boolean allow, Predicate<String> action, Predicate<String> target, Conditions conditions) {

    /** Whether it has a say on the action; the context holds the values of the condition keys. */
    boolean applies(String asked, String on, Map<String, String> context) {
        return action.test(asked) && target.test(on) && conditions.met(context);
    }
}
