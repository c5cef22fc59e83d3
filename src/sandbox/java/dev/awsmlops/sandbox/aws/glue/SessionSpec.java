package dev.awsmlops.sandbox.aws.glue;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import dev.awsmlops.sandbox.aws.service.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What CreateSession asks for, found to be allowed and filled up with AWS's defaults. */
record SessionSpec(String id, String role, String glueVersion, double dpus, Duration timeout, Duration idleTimeout) {

    private static final Pattern ID = Pattern.compile("[\\u0020-\\uD7FF\\uE000-\\uFFFD\\t]+");
    private static final Pattern ROLE = Pattern.compile("arn:aws[^:]*:iam::[0-9]*:role/.+");
    private static final Pattern PYTHON = Pattern.compile("([2-3]|3[.]9)");
    private static final Pattern GLUE_VERSION = Pattern.compile("(\\w+\\.)+\\w+");
    private static final Set<String> COMMANDS = Set.of("glueetl", "gluestreaming");

    /** No source tells the version of a session that asks for none. */
    private static final String USUAL_GLUE_VERSION = "5.0";

    static SessionSpec check(Request request) {
        String id = request.required("Id", ID, 255);
        String role = request.required("Role", ROLE, 2048);
        checkCommand(request);
        request.map("DefaultArguments", 75);
        Duration timeout = minutes(request, "Timeout").orElse(Duration.ofDays(2));
        Duration idleTimeout = minutes(request, "IdleTimeout").orElse(timeout);
        return new SessionSpec(id, role, glueVersion(request), dpus(request), timeout, idleTimeout);
    }

    private static void checkCommand(Request request) {
        if (!request.has("Command")) {
            throw Request.violation("Command", "null", "not be null");
        }
        String name = request.input().path("Command").path("Name").asText();
        if (!COMMANDS.contains(name)) {
            throw invalid("Session command name must be one of " + COMMANDS + ", not '" + name + "'.");
        }
        String python = request.input().path("Command").path("PythonVersion").asText("3");
        if (!PYTHON.matcher(python).matches()) {
            throw Request.violation(
                    "command.pythonVersion", "'" + python + "'", "satisfy regular expression pattern: " + PYTHON);
        }
    }

    private static Optional<Duration> minutes(Request request, String field) {
        return request.integer(field, 1, Integer.MAX_VALUE).map(Duration::ofMinutes);
    }

    /** "The GlueVersion must be greater than 2.0" (API reference, CreateSession). */
    private static String glueVersion(Request request) {
        if (!request.has("GlueVersion")) {
            return USUAL_GLUE_VERSION;
        }
        String version = request.required("GlueVersion", GLUE_VERSION, 255);
        if (Set.of("0.9", "1.0", "2.0").contains(version)) {
            throw invalid("Glue version " + version + " is not supported for sessions: it must be greater than 2.0.");
        }
        return version;
    }

    /**
     * Five DPUs unless asked otherwise, two at least (Glue developer guide, "Interactive sessions pricing"); MaxCapacity
     * and workers exclude each other (API reference, CreateSession).
     */
    private static double dpus(Request request) {
        Optional<Double> capacity = request.decimal("MaxCapacity");
        Optional<String> workerType = request.text("WorkerType");
        Optional<Integer> workers = request.integer("NumberOfWorkers");
        if (capacity.isPresent() && (workerType.isPresent() || workers.isPresent())) {
            throw invalid("Please do not set Max Capacity if using Worker Type and Number of Workers.");
        }
        if (workerType.isPresent() != workers.isPresent()) {
            throw invalid("WorkerType and NumberOfWorkers must be given together.");
        }
        if (workerType.isEmpty()) {
            if (capacity.orElse(5.0) < 2) {
                throw invalid("MaxCapacity must be at least 2.");
            }
            return capacity.orElse(5.0);
        }
        if (!WorkerTypes.known(workerType.get())) {
            throw invalid("Worker type " + workerType.get() + " is not supported.");
        }
        if (workers.get() < 2) {
            throw invalid("NumberOfWorkers must be at least 2.");
        }
        return WorkerTypes.dpus(workerType.get(), workers.get());
    }
}
