package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.wire.QueryProtocol;

/** STS, to say who is calling (API reference, GetCallerIdentity). */
public final class Sts {

    private Sts() {}

    public static SimulatedService service() {
        Operations operations = new Operations().read("GetCallerIdentity", Subject.NONE, Sts::callerIdentity);
        return new SimulatedService("sts", new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"), operations);
    }

    private static ObjectNode callerIdentity(Request request) {
        return new Output()
                .put("Arn", request.callerArn())
                .put("UserId", "AROASIMULATED:simulated")
                .put("Account", request.account())
                .json();
    }
}
