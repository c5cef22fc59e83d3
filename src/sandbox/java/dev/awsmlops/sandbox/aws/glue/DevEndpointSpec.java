package dev.awsmlops.sandbox.aws.glue;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import dev.awsmlops.sandbox.aws.service.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What CreateDevEndpoint asks for, found to be allowed. */
record DevEndpointSpec(String name, String roleArn, double dpus) {

    /** The aws partition only (API reference, CreateDevEndpoint, RoleArn). */
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::\\d{12}:role/.*");

    private static final Pattern GLUE_VERSION = Pattern.compile("(\\w+\\.)+\\w+");

    /** terraform-provider-aws#31121: versions above 1.0 are not accepted. */
    private static final Set<String> GLUE_VERSIONS = Set.of("0.9", "1.0");

    /** The most workers of each type (API reference, CreateDevEndpoint, NumberOfWorkers). */
    private static final Map<String, Integer> MOST_WORKERS =
            Map.of("Standard", Integer.MAX_VALUE, "G.1X", 299, "G.2X", 149);

    private static final int LONGEST = 2048;

    static DevEndpointSpec check(Request request) {
        String name = request.required("EndpointName");
        String roleArn = request.required("RoleArn", ROLE_ARN, LONGEST);
        request.map("Arguments", 100);
        request.strings("PublicKeys", 5);
        if (request.has("PublicKey") && request.has("PublicKeys")) {
            throw invalid("Only one of PublicKey and PublicKeys can be given.");
        }
        checkGlueVersion(request);
        checkNetwork(request);
        return new DevEndpointSpec(name, roleArn, dpus(request));
    }

    private static void checkGlueVersion(Request request) {
        if (request.has("GlueVersion")) {
            String version = request.required("GlueVersion", GLUE_VERSION, 255);
            if (!GLUE_VERSIONS.contains(version)) {
                throw invalid("Dev endpoints are not supported for Glue version " + version + ".");
            }
        }
    }

    /** Both or neither (terraform-provider-aws dev_endpoint.go). */
    private static void checkNetwork(Request request) {
        if (request.has("SubnetId") == request.strings("SecurityGroupIds").isEmpty()) {
            throw invalid("SubnetId and SecurityGroupIds must be given together.");
        }
    }

    /** Either nodes or workers, at least two of them, five if neither (API reference, CreateDevEndpoint). */
    private static double dpus(Request request) {
        Optional<Integer> nodes = request.integer("NumberOfNodes");
        Optional<String> workerType = request.text("WorkerType");
        Optional<Integer> workers = request.integer("NumberOfWorkers");
        if (nodes.isPresent() && (workerType.isPresent() || workers.isPresent())) {
            throw invalid("NumberOfNodes cannot be given together with WorkerType or NumberOfWorkers.");
        }
        if (workerType.isPresent() != workers.isPresent()) {
            throw invalid("WorkerType and NumberOfWorkers must be given together.");
        }
        if (nodes.orElse(2) < 2 || workers.orElse(2) < 2) {
            throw invalid("A dev endpoint must have at least 2 nodes or workers.");
        }
        if (workerType.isEmpty()) {
            return nodes.orElse(5);
        }
        Integer most = MOST_WORKERS.get(workerType.get());
        if (most == null) {
            throw invalid("Worker type " + workerType.get() + " is not supported for dev endpoints.");
        }
        if (workers.get() > most) {
            throw invalid("A dev endpoint can have at most %d workers of type %s.".formatted(most, workerType.get()));
        }
        return WorkerTypes.dpus(workerType.get(), workers.get());
    }
}
