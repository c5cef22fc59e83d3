package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.stepfunctions.run.Expressions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the expressions in a state's fields: that they are JSONata, and name only what there is (developer guide,
 * "Transforming data with JSONata in Step Functions" and "Passing data between states with variables").
 *
 * @param variables those that can have been assigned by then
 */
record ExpressionCheck(Findings findings, Set<String> variables) {

    private static final Pattern TEXT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern BOUND =
            Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)\\s*:=|[@#]\\$([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern PARAMETERS = Pattern.compile("(?:function|λ)\\s*\\(([^)]*)\\)");
    private static final Pattern STATES = Pattern.compile("\\$states\\.([A-Za-z]+)");

    private static final Set<String> OFFERED =
            Set.of("partition", "range", "hash", "random", "uuid", "parse", "states");

    /** Checks a field in which expressions may stand anywhere. */
    void template(String location, JsonNode template, Set<String> ofStates) {
        if (template.isContainerNode()) {
            template.properties().forEach(member -> {
                if (member.getKey().endsWith(".$")) {
                    findings.schema(location, "The key '%s' is of JSONPath".formatted(member.getKey()));
                }
                template(location + "/" + member.getKey(), member.getValue(), ofStates);
            });
            for (int i = 0; template.isArray() && i < template.size(); i++) {
                template("%s[%d]".formatted(location, i), template.get(i), ofStates);
            }
        } else if (template.isTextual()) {
            text(location, template.asText(), ofStates);
        }
    }

    private void text(String location, String text, Set<String> ofStates) {
        Optional<String> expression = Expressions.within(text);
        expression.ifPresent(found -> expression(location, found, ofStates));
        if (expression.isEmpty() && (text.startsWith("{%") || text.endsWith("%}"))) {
            findings.schema(location, "An expression begins with {% and ends with %}, with nothing before or after");
        }
    }

    private void expression(String location, String expression, Set<String> ofStates) {
        try {
            Jsonata.jsonata(expression);
        } catch (JException malformed) {
            findings.schema(
                    location,
                    "The JSONata expression '%s' is malformed: %s".formatted(expression, malformed.getMessage()));
            return;
        }
        String code = TEXT.matcher(expression).replaceAll("''");
        Set<String> known = new HashSet<>(variables);
        known.addAll(OFFERED);
        known.addAll(local(code));
        NAME.matcher(code).results().map(found -> found.group(1)).distinct().forEach(name -> {
            if (name.equals("eval") || (!known.contains(name) && !builtIn(name))) {
                findings.schema(
                        location,
                        "The JSONata expression '%s' names $%s, which is not there".formatted(expression, name));
            }
        });
        STATES.matcher(code).results().map(found -> found.group(1)).distinct().forEach(member -> {
            if (!ofStates.contains(member)) {
                findings.schema(location, "$states.%s cannot be had in this field".formatted(member));
            }
        });
    }

    /** Whether JSONata itself has a function of the name. */
    private static boolean builtIn(String name) {
        return Jsonata.jsonata("$" + name).evaluate(null) != null;
    }

    /** What the expression itself binds. */
    private static Set<String> local(String code) {
        Set<String> names = new HashSet<>();
        Matcher bound = BOUND.matcher(code);
        while (bound.find()) {
            names.add(bound.group(1) == null ? bound.group(2) : bound.group(1));
        }
        PARAMETERS
                .matcher(code)
                .results()
                .flatMap(function -> NAME.matcher(function.group(1)).results())
                .forEach(parameter -> names.add(parameter.group(1)));
        return names;
    }
}
