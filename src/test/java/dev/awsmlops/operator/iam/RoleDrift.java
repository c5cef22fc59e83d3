package dev.awsmlops.operator.iam;

import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** Somebody changes everything about the roles that the operator has made. */
record RoleDrift(World world) {

    /** Longer than any two full looks at an object are apart. */
    static final Duration FULL_LOOK = Duration.ofMinutes(72);

    void strike() {
        IamClient iam = world.iamConsole();
        world.aws().inventory().stream()
                .filter(resource -> resource.type() == ResourceType.ROLE)
                .forEach(role -> change(iam, role.name()));
    }

    private static void change(IamClient iam, String role) {
        iam.tagRole(request ->
                request.roleName(role).tags(Tag.builder().key("team").value("b").build()));
        iam.updateAssumeRolePolicy(request -> request.roleName(role).policyDocument("""
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
                """));
        iam.attachRolePolicy(request -> request.roleName(role).policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
    }
}
