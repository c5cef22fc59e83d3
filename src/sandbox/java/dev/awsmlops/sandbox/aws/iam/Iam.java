package dev.awsmlops.sandbox.aws.iam;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Handler;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.QueryProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;

/** IAM, as far as roles go. */
public final class Iam {

    private static final Subject ROLE = Subject.named(ResourceType.ROLE, "RoleName");
    private static final Subject PROFILE = Subject.named(ResourceType.INSTANCE_PROFILE, "InstanceProfileName");

    /** IAM is one for all regions, and signs for this one (IAM User Guide, "AWS IAM endpoints and quotas"). */
    private static final String REGION = "us-east-1";

    private final IamRoles roles;
    private final InlinePolicies inline;
    private final ManagedPolicies managed;
    private final InstanceProfiles profiles;
    private final RoleAuthority authority;

    public Iam(World world) {
        ResourceStore<Role> roleStore = world.store(ResourceType.ROLE);
        ResourceStore<InstanceProfile> profileStore = world.store(ResourceType.INSTANCE_PROFILE);
        IamList lists = new IamList(world);
        roles = new IamRoles(world, roleStore, profileStore, lists);
        inline = new InlinePolicies(roles, lists);
        managed = new ManagedPolicies(roles, lists);
        profiles = new InstanceProfiles(world, roles, profileStore, lists);
        authority = new RoleAuthority(world, roleStore);
    }

    public SimulatedService service() {
        Operations operations = new Operations()
                .write("CreateRole", ROLE, iam(roles::create))
                .read("GetRole", ROLE, iam(roles::get))
                .read("ListRoles", Subject.NONE, iam(roles::list))
                .write("UpdateRole", ROLE, iam(roles::update))
                .write("UpdateAssumeRolePolicy", ROLE, iam(roles::updateTrust))
                .write("DeleteRole", ROLE, iam(roles::delete))
                .write("TagRole", ROLE, iam(roles::tag))
                .write("UntagRole", ROLE, iam(roles::untag))
                .read("ListRoleTags", ROLE, iam(roles::listTags))
                .write("PutRolePolicy", ROLE, iam(inline::put))
                .read("GetRolePolicy", ROLE, iam(inline::get))
                .read("ListRolePolicies", ROLE, iam(inline::list))
                .write("DeleteRolePolicy", ROLE, iam(inline::delete))
                .write("AttachRolePolicy", ROLE, iam(managed::attach))
                .write("DetachRolePolicy", ROLE, iam(managed::detach))
                .read("ListAttachedRolePolicies", ROLE, iam(managed::list))
                .write("CreateInstanceProfile", PROFILE, iam(profiles::create))
                .read("GetInstanceProfile", PROFILE, iam(profiles::get))
                .write("AddRoleToInstanceProfile", PROFILE, iam(profiles::addRole))
                .write("RemoveRoleFromInstanceProfile", PROFILE, iam(profiles::removeRole))
                .read("ListInstanceProfilesForRole", ROLE, iam(profiles::listForRole))
                .write("DeleteInstanceProfile", PROFILE, iam(profiles::delete));
        return new SimulatedService("iam", new QueryProtocol("https://iam.amazonaws.com/doc/2010-05-08/"), operations);
    }

    /** A violated constraint is a ValidationError here (API reference, "Common Errors"), where newer services say otherwise. */
    private static Handler iam(Handler handler) {
        return request -> {
            try {
                return handler.handle(request.in(REGION));
            } catch (ServiceFailure failure) {
                throw failure.code().equals("ValidationException")
                        ? ServiceFailure.refused("ValidationError", failure.getMessage())
                        : failure;
            }
        };
    }

    public Roles roles() {
        return authority;
    }
}
