package dev.awsmlops.sandbox.aws.iam;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.QueryProtocol;

/** IAM, as far as roles go. */
public final class Iam {

    private static final Subject ROLE = Subject.named(ResourceType.ROLE, "RoleName");

    private final IamRoles roles;

    public Iam(World world) {
        roles = new IamRoles(world);
    }

    public SimulatedService service() {
        Operations operations = new Operations()
                .write("CreateRole", ROLE, roles::create)
                .read("GetRole", ROLE, roles::get)
                .read("ListRoles", Subject.NONE, roles::list)
                .write("DeleteRole", ROLE, roles::delete);
        return new SimulatedService("iam", new QueryProtocol("https://iam.amazonaws.com/doc/2010-05-08/"), operations);
    }

    public Roles roles() {
        return roles::assumable;
    }
}
