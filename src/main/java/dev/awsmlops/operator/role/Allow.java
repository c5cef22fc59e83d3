package dev.awsmlops.operator.role;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamResource;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Statements that allow something: all that the roles which the operator makes have. */
public final class Allow {

    private Allow() {}

    /**
     * A statement that allows these actions on these resources.
     *
     * @param sid letters and digits, as IAM takes them
     */
    public static IamStatement actions(String sid, List<String> actions, List<String> resources) {
        var statement = IamStatement.builder().sid(sid).effect(IamEffect.ALLOW);
        actions.forEach(statement::addAction);
        resources.stream().map(IamResource::create).forEach(statement::addResource);
        return statement.build();
    }
}
