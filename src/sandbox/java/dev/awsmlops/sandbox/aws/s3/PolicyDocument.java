package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A bucket policy as JSON (S3 User Guide, "Policies and permissions in Amazon S3"; messages of localstack
 * test_s3_api.snapshot.json and of versitygw#645 to #650, which has them from AWS).
 */
record PolicyDocument(List<JsonNode> statements) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 20 * 1024;

    /** Keys that narrow a public statement down to a fixed set (S3 User Guide, "The meaning of 'public'"). */
    private static final Set<String> NARROWING = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:sourceip",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    static PolicyDocument parse(String document) {
        if (document.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw malformed("Policy exceeds the maximum allowed document size.");
        }
        JsonNode policy = json(document);
        if (!policy.has("Statement")) {
            throw malformed("Missing required field Statement");
        }
        List<JsonNode> statements = new ArrayList<>();
        each(policy.get("Statement")).forEach(statements::add);
        return new PolicyDocument(statements);
    }

    private static JsonNode json(String document) {
        try {
            if (document.startsWith("{")) {
                return JSON.readTree(document);
            }
        } catch (JsonProcessingException notJson) {
            throw malformed("This policy contains invalid Json");
        }
        throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }

    /**
     * Checks that every statement is one about the bucket.
     *
     * @throws ServiceFailure {@code MalformedPolicy}
     */
    void check(String bucketArn) {
        for (JsonNode statement : statements) {
            requireOne(statement, "Effect");
            requireOne(statement, "Principal", "NotPrincipal");
            requireOne(statement, "Action", "NotAction");
            requireOne(statement, "Resource", "NotResource");
            String effect = statement.get("Effect").asText();
            if (!effect.equals("Allow") && !effect.equals("Deny")) {
                throw malformed("Invalid effect: " + effect);
            }
            texts(statement, "Action", "NotAction").forEach(PolicyDocument::checkAction);
            texts(statement, "Resource", "NotResource").forEach(resource -> checkResource(resource, bucketArn));
        }
    }

    private static void requireOne(JsonNode statement, String... fields) {
        for (String field : fields) {
            if (statement.has(field)) {
                return;
            }
        }
        throw malformed("Missing required field " + fields[0]);
    }

    private static void checkAction(String action) {
        if (!action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith("s3:")) {
            throw malformed("Policy has invalid action");
        }
    }

    private static void checkResource(String resource, String bucketArn) {
        if (!resource.equals(bucketArn) && !resource.startsWith(bucketArn + "/") && !resource.equals(bucketArn + "*")) {
            throw malformed("Policy has invalid resource");
        }
    }

    /** Whether it lets in more than a fixed set of callers. */
    boolean isPublic() {
        return statements.stream().anyMatch(PolicyDocument::isPublic);
    }

    private static boolean isPublic(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow")
                && (statement.has("NotPrincipal") || namesEverybody(statement.path("Principal")))
                && !isNarrowed(statement.path("Condition"));
    }

    private static boolean namesEverybody(JsonNode principal) {
        return principal.asText().equals("*")
                || each(principal.path("AWS")).stream()
                        .anyMatch(name -> name.asText().equals("*"));
    }

    private static boolean isNarrowed(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            boolean narrows = condition.properties().stream()
                    .filter(entry -> NARROWING.contains(entry.getKey().toLowerCase(Locale.ROOT)))
                    .anyMatch(entry -> each(entry.getValue()).stream()
                            .noneMatch(value -> value.asText().startsWith("*")));
            if (narrows) {
                return true;
            }
        }
        return false;
    }

    private static List<String> texts(JsonNode statement, String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            each(statement.path(field)).forEach(value -> texts.add(value.asText()));
        }
        return texts;
    }

    /** One value and a list of one mean the same. */
    private static List<JsonNode> each(JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(values::add);
        } else if (!value.isMissingNode()) {
            values.add(value);
        }
        return values;
    }

    private static ServiceFailure malformed(String message) {
        return ServiceFailure.refused("MalformedPolicy", message);
    }
}
