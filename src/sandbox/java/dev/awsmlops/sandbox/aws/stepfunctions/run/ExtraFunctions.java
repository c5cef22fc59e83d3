package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The functions that Step Functions add to JSONata (developer guide, "JSONata functions provided by Step Functions"),
 * and JSONata's own ones on time, which go by the simulated clock.
 */
final class ExtraFunctions {

    /** That of States.ArrayRange (developer guide, "Intrinsic functions"); for $range it is an assumption. */
    private static final int LONGEST_RANGE = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExtraFunctions() {}

    static void bind(Jsonata.Frame frame, Scope scope) {
        frame.bind("partition", function("<an:a<a>>", args -> partition((List<?>) args.get(0), integer(args.get(1)))));
        frame.bind("range", function("<nnn:a<n>>", ExtraFunctions::range));
        frame.bind("hash", function("<ss:s>", args -> hash((String) args.get(0), (String) args.get(1))));
        frame.bind("random", function("<n?:n>", args -> random(args, scope.random())));
        frame.bind("uuid", function("<:s>", args -> uuid(scope.random())));
        frame.bind("parse", function("<s:x>", args -> parse((String) args.get(0))));
        frame.bind("millis", function("<:n>", args -> scope.now().toEpochMilli()));
        frame.bind(
                "now",
                function(
                        "<s?s?:s>",
                        args -> Functions.dateTimeFromMillis(
                                scope.now().toEpochMilli(), text(args, 0), text(args, 1))));
        // "$eval is not supported" (developer guide, "Supported JSONata version").
        frame.bind("eval", function("<sx?:x>", args -> {
            throw new JException("$eval is not supported, use $parse", 0);
        }));
    }

    private interface Body {
        Object of(List<?> args);
    }

    private static JFunction function(String signature, Body body) {
        JFunctionCallable callable = (input, args) -> body.of(args);
        return new JFunction(callable, signature);
    }

    private static String text(List<?> args, int index) {
        return index < args.size() ? (String) args.get(index) : null;
    }

    private static int integer(Object number) {
        return ((Number) number).intValue();
    }

    private static Object partition(List<?> list, int size) {
        if (size < 1) {
            throw new JException("$partition takes chunks of at least one", 0);
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            chunks.add(new ArrayList<>(list.subList(from, Math.min(from + size, list.size()))));
        }
        return chunks;
    }

    private static Object range(List<?> args) {
        int from = integer(args.get(0));
        int to = integer(args.get(1));
        int step = integer(args.get(2));
        if (step == 0) {
            throw new JException("$range does not take a step of zero", 0);
        }
        List<Object> numbers = new ArrayList<>();
        for (int number = from; step > 0 ? number <= to : number >= to; number += step) {
            if (numbers.size() == LONGEST_RANGE) {
                throw new JException("$range gives at most " + LONGEST_RANGE + " numbers", 0);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static Object hash(String text, String algorithm) {
        if (!Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512").contains(algorithm)) {
            throw new JException("$hash does not know " + algorithm, 0);
        }
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    private static Object random(List<?> args, Random random) {
        boolean seeded = !args.isEmpty() && args.get(0) != null;
        return seeded ? new Random(((Number) args.get(0)).longValue()).nextDouble() : random.nextDouble();
    }

    private static Object uuid(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    private static Object parse(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException malformed) {
            throw new JException(malformed, "$parse: not JSON", 0, null, null);
        }
    }
}
