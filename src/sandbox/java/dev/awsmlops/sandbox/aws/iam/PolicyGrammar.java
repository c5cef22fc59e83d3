package dev.awsmlops.sandbox.aws.iam;

import static dev.awsmlops.sandbox.aws.iam.IamRules.malformed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What IAM accepts as a policy; all else is {@code MalformedPolicyDocument}. Where no other source is named, the words
 * are those that moto's iam/policy_validation.py has gathered from AWS.
 */
final class PolicyGrammar {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

    /** The actions of STS that can stand in a trust policy. */
    private static final Pattern TRUST_ACTION =
            Pattern.compile("sts:(AssumeRole(WithSAML|WithWebIdentity)?|TagSession|SetSourceIdentity)");

    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

    private PolicyGrammar() {}

    /** Reads a policy of what a role may do. */
    static Policy permissions(String document) {
        List<StatementJson> statements = statements(document, "Syntax errors in policy.");
        statements.forEach(PolicyGrammar::checkPermissions);
        return new Policy(
                document, statements.stream().map(StatementJson::onResources).toList());
    }

    /**
     * Reads a policy of who may assume a role. Only services are told apart; conditions on {@code aws:SourceArn} are
     * taken as met, since nobody says for which resource a service assumes a role.
     */
    static Policy trust(String document) {
        List<StatementJson> statements = statements(document, "This policy contains invalid Json");
        statements.forEach(PolicyGrammar::checkTrust);
        return new Policy(
                document, statements.stream().map(PolicyGrammar::onServices).toList());
    }

    private static Statement onServices(StatementJson json) {
        Statement statement = json.on(services(json)::contains);
        return new Statement(
                statement.allow(),
                statement.action(),
                statement.target(),
                statement.conditions().without("aws:SourceArn"));
    }

    private static List<String> services(StatementJson statement) {
        return StatementJson.texts(statement.json().path("Principal").path("Service"));
    }

    private static List<StatementJson> statements(String document, String unreadable) {
        JsonNode policy = json(document, unreadable);
        boolean sound = policy.isObject()
                && policy.properties().stream().allMatch(element -> ELEMENTS.contains(element.getKey()))
                && (!policy.has("Version")
                        || VERSIONS.contains(policy.path("Version").asText()));
        // A single statement needs no list around it.
        JsonNode written = policy.path("Statement");
        List<StatementJson> statements = StreamSupport.stream(
                        (written.isArray() ? written : JSON.createArrayNode().add(written)).spliterator(), false)
                .map(StatementJson::new)
                .toList();
        if (!sound || statements.isEmpty()) {
            throw malformed("Syntax errors in policy.");
        }
        statements.forEach(StatementJson::check);
        checkIds(statements);
        return statements;
    }

    private static JsonNode json(String document, String unreadable) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw malformed(unreadable);
        }
    }

    private static void checkIds(List<StatementJson> statements) {
        Set<String> ids = new HashSet<>();
        for (StatementJson statement : statements) {
            if (!statement.id().isEmpty() && !ids.add(statement.id())) {
                throw malformed("Statement IDs (SID) in a single policy must be unique.");
            }
        }
    }

    private static void checkPermissions(StatementJson statement) {
        if (statement.has("Principal") || statement.has("NotPrincipal")) {
            // hashicorp/terraform#13449
            throw malformed("Policy document should not specify a principal.");
        }
        List<String> resources = statement.either("Resource");
        if (resources.isEmpty()) {
            throw malformed("Policy statement must contain resources.");
        }
        for (String resource : resources) {
            if (!resource.equals("*") && !resource.startsWith("arn:")) {
                throw malformed("Resource %s must be in ARN format or \"*\".".formatted(resource));
            }
        }
    }

    private static void checkTrust(StatementJson statement) {
        if (statement.has("Resource") || statement.has("NotResource")) {
            throw malformed("Has prohibited field Resource");
        }
        if (!statement.has("Principal")) {
            throw malformed("Missing required field Principal");
        }
        if (!statement.either("Action").stream().allMatch(TRUST_ACTION.asMatchPredicate())) {
            throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
        for (String service : services(statement)) {
            if (!SERVICE.matcher(service).matches()) {
                // In the form of terraform-provider-aws#8905.
                throw malformed("Invalid principal in policy: \"SERVICE\":\"%s\"".formatted(service));
            }
        }
    }
}
