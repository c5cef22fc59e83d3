package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ResourceTags;
import java.util.stream.Stream;

/** The roles that the operator makes, which are those of all regions. */
record SweptRoles(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.ROLE;
    }

    @Override
    public ResourceTags tags() {
        return aws.roles().tags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws.roles().all().map(role -> new Listed(role.roleName(), role.arn(), false));
    }

    @Override
    public Step remove(String name, boolean kept) {
        if (aws.roles().observation().now(name).isEmpty()) {
            return Step.GONE;
        }
        aws.roles().delete(name);
        return Step.TAKEN;
    }
}
