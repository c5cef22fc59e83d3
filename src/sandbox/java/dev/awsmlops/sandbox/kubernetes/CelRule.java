package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One {@code x-kubernetes-validations} rule, compiled against the type of the value that it stands on. */
final class CelRule {
    private static final CelOptions OPTIONS = CelOptions.current()
            .evaluateCanonicalTypesToNativeValues(true)
            .enableHeterogeneousNumericComparisons(true)
            .enableTimestampEpoch(true)
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(OPTIONS))
            .build();

    private final JsonNode json;
    private final Schema schema;
    private final CelRuntime.Program rule;
    private final CelRuntime.Program message;
    private final boolean usesOldSelf;
    private final boolean optionalOldSelf;

    private CelRule(JsonNode json, Schema schema, CelCompiler compiler) {
        this.json = json;
        this.schema = schema;
        optionalOldSelf = json.path("optionalOldSelf").asBoolean();
        CelAbstractSyntaxTree tree = compile(compiler, json.path("rule").asText());
        usesOldSelf = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == Kind.IDENT
                        && node.expr().ident().name().equals("oldSelf"));
        rule = program(tree);
        message = json.has("messageExpression")
                ? program(compile(compiler, json.get("messageExpression").asText()))
                : null;
    }

    /** @throws IllegalArgumentException with the compiler's message, when the rule does not compile */
    static CelRule compile(JsonNode rule, Schema schema, CelTypes types) {
        CelType type = types.root();
        CelType oldType = rule.path("optionalOldSelf").asBoolean() ? OptionalType.create(type) : type;
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setTypeProvider(types)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(OPTIONS))
                .addVar("self", type)
                .addVar("oldSelf", oldType)
                .build();
        return new CelRule(rule, schema, compiler);
    }

    private static CelAbstractSyntaxTree compile(CelCompiler compiler, String expression) {
        try {
            return compiler.compile(expression).getAst();
        } catch (CelValidationException e) {
            throw new IllegalArgumentException("compilation failed: " + e.getMessage(), e);
        }
    }

    private static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
        CelType result = tree.getResultType();
        if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.STRING) && !result.equals(SimpleType.DYN)) {
            throw new IllegalArgumentException("must evaluate to a bool, and its message to a string");
        }
        try {
            return RUNTIME.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What is wrong with the value by this rule, if anything; {@code old} is null when nothing stands for it. */
    Optional<FieldError> check(String path, JsonNode value, JsonNode old) {
        boolean unchanged = value.equals(old);
        if ((usesOldSelf && old == null && !optionalOldSelf) || (unchanged && !usesOldSelf)) {
            return Optional.empty();
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", CelValues.value(value, schema));
        Object oldSelf = old == null ? null : CelValues.value(old, schema);
        if (optionalOldSelf) {
            variables.put("oldSelf", Optional.ofNullable(oldSelf));
        } else if (oldSelf != null) {
            variables.put("oldSelf", oldSelf);
        }
        try {
            return Boolean.TRUE.equals(rule.eval(variables))
                    ? Optional.empty()
                    : Optional.of(error(path + json.path("fieldPath").asText(), detail(variables)));
        } catch (CelEvaluationException e) {
            return Optional.of(error(path, why(e) + " evaluating rule: " + shortMessage()));
        }
    }

    private String detail(Map<String, Object> variables) {
        if (message == null) {
            return fixedMessage();
        }
        try {
            return message.eval(variables).toString().strip();
        } catch (CelEvaluationException e) {
            return fixedMessage();
        }
    }

    private String fixedMessage() {
        return json.path("message")
                .asText("failed rule: " + json.path("rule").asText())
                .strip();
    }

    private String shortMessage() {
        return json.path("message").asText(json.path("rule").asText()).strip();
    }

    /** Without the place, which is always the same. */
    private static String why(CelEvaluationException e) {
        return e.getMessage().replaceFirst("^evaluation error at [^ ]+: ", "");
    }

    private FieldError error(String path, String detail) {
        // A fieldPath starts with a dot, which is one too many at the root.
        String field = path.startsWith(".") ? path.substring(1) : path.isEmpty() ? "<nil>" : path;
        return switch (json.path("reason").asText()) {
            case "FieldValueRequired" -> FieldError.required(field, detail);
            case "FieldValueForbidden" -> FieldError.forbidden(field, detail);
            case "FieldValueDuplicate" ->
                new FieldError(field, "FieldValueDuplicate", "Duplicate value: \"" + schema.type() + "\": " + detail);
            default -> FieldError.invalid(field, "\"" + schema.type() + "\"", detail);
        };
    }
}
