package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.wire.QueryProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.time.Duration;
import java.util.Optional;

/** STS, to say who is calling and to become someone else (API reference, GetCallerIdentity and AssumeRole). */
public final class Sts {

    /** An hour, unless asked for otherwise (API reference, AssumeRole, DurationSeconds). */
    private static final int USUAL_SESSION = 3_600;

    private final AssumedRoles roles;

    private Sts(AssumedRoles roles) {
        this.roles = roles;
    }

    public static SimulatedService service(AssumedRoles roles) {
        Operations operations = new Operations()
                .read("GetCallerIdentity", Subject.NONE, Sts::callerIdentity)
                .read("AssumeRole", Subject.arn("RoleArn"), new Sts(roles)::assumeRole);
        return new SimulatedService("sts", new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"), operations);
    }

    private static ObjectNode callerIdentity(Request request) {
        return new Output()
                .put("Arn", request.callerArn())
                .put("UserId", "AROASIMULATED:simulated")
                .put("Account", request.account())
                .json();
    }

    /** A role that does not exist is refused in the same words as one that trusts others (IAM User Guide, "Troubleshoot IAM roles"). */
    private ObjectNode assumeRole(Request request) {
        String role = request.required("RoleArn");
        Optional<String> externalId = request.text("ExternalId");
        if (!roles.lets(role, externalId)) {
            throw new ServiceFailure(
                    "AccessDenied",
                    "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(request.callerArn(), role),
                    403);
        }
        String session = request.required("RoleSessionName");
        Duration duration =
                Duration.ofSeconds(request.integer("DurationSeconds").orElse(USUAL_SESSION));
        return new Output()
                .put(
                        "Credentials",
                        new Output()
                                .put("AccessKeyId", roles.issue(role))
                                .put("SecretAccessKey", "simulated")
                                .put("SessionToken", "simulated")
                                .put("Expiration", request.now().plus(duration).toString())
                                .json())
                .put(
                        "AssumedRoleUser",
                        new Output()
                                .put("AssumedRoleId", "AROASIMULATED:" + session)
                                .put(
                                        "Arn",
                                        role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/"
                                                + session)
                                .json())
                .json();
    }
}
