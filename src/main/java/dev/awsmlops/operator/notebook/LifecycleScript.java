package dev.awsmlops.operator.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lifecycle script of a SageMaker notebook instance, ready to send: complete, small enough, and with every value in it
 * quoted, so that whatever a value holds reaches the script as one word and is never run. Immutable.
 *
 * <p>A template has two sorts of placeholders. {@code @@NAME@@} on a line of its own, for the names in {@link #PARTS},
 * stands for another resource, which may have placeholders itself. Any other one stands for a value, in a place where the
 * shell reads a word. Comments are for whoever reads the templates: what is sent has only those at its top, since SageMaker
 * counts them too.
 */
public final class LifecycleScript {

    /** SageMaker takes 16,384 characters of base64 for each hook. */
    public static final int MAX_BYTES = 12_288;

    private static final Map<String, String> PARTS = Map.of(
            "INSTALL_IDLE_STOP", "install-idle-stop.sh",
            "IDLE_STOP", "idle-stop.py",
            "CONFIGURE_GIT", "configure-git.sh",
            "INSTALL_GLUE_KERNELS", "install-glue-kernels.sh",
            "GLUE_KERNEL", "glue-kernel.py",
            "DATA_LAKE_VARIABLES", "data-lake-variables.sh");

    private static final Pattern PART = Pattern.compile("^@@([A-Z_]+)@@\\n?", Pattern.MULTILINE);
    private static final Pattern VALUE = Pattern.compile("@@([A-Z_]+)@@");

    /** The first lines, as far as they are comments. */
    private static final Pattern TOP = Pattern.compile("(#.*\\n)*");

    /** A line that is nothing but a comment, or nothing at all. {@code #!} begins a script, also one that is written. */
    private static final Pattern COMMENT = Pattern.compile("^[ \\t]*(#(?!!).*)?\\n", Pattern.MULTILINE);

    /** Templates with their parts, by file name: every pass of every object fills one in. */
    private static final Map<String, String> WHOLE = new ConcurrentHashMap<>();

    private final String text;

    private LifecycleScript(String text) {
        this.text = text;
    }

    /**
     * Fills in a template of this package.
     *
     * @param resource its file name, such as {@code on-start-session.sh}
     * @param values by placeholder; an empty value is a value
     * @throws IllegalArgumentException when a placeholder has no value, a value no placeholder, a value a control
     *     character, or the script more than {@link #MAX_BYTES}
     */
    public static LifecycleScript fromResource(String resource, Map<String, String> values) {
        return filled(resource, WHOLE.computeIfAbsent(resource, name -> whole(read(name))), values);
    }

    static LifecycleScript fromTemplate(String name, String template, Map<String, String> values) {
        return filled(name, whole(template), values);
    }

    private static String whole(String template) {
        return withoutComments(withParts(lineFeeds(template)));
    }

    private static LifecycleScript filled(String name, String whole, Map<String, String> values) {
        Set<String> missing = new TreeSet<>();
        Set<String> unused = new TreeSet<>(values.keySet());
        String filled = replace(VALUE, whole, placeholder -> {
            unused.remove(placeholder);
            String value = values.get(placeholder);
            if (value == null) {
                missing.add(placeholder);
                return "";
            }
            return quoted(placeholder, value);
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("%s needs values for %s".formatted(name, String.join(", ", missing)));
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("%s has no placeholder %s".formatted(name, String.join(", ", unused)));
        }
        int size = filled.getBytes(UTF_8).length;
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "%s is %,d bytes long and a lifecycle script may have %,d: shorten its values, of which %s"
                            .formatted(name, size, MAX_BYTES, longest(values)));
        }
        return new LifecycleScript(filled);
    }

    public String text() {
        return text;
    }

    /** The script in base64, which is how SageMaker takes it. */
    public String encoded() {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String withParts(String template) {
        return replace(
                PART,
                template,
                name -> PARTS.containsKey(name) ? withParts(lineFeeds(read(PARTS.get(name)))) : "@@" + name + "@@\n");
    }

    private static String withoutComments(String script) {
        Matcher top = TOP.matcher(script);
        int end = top.lookingAt() ? top.end() : 0;
        return script.substring(0, end) + COMMENT.matcher(script.substring(end)).replaceAll("");
    }

    /** Nothing is special between single quotes but a single quote; a line break would be, in the files a script writes. */
    private static String quoted(String placeholder, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the value of %s has a control character in it".formatted(placeholder));
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String longest(Map<String, String> values) {
        return values.entrySet().stream()
                .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.length(), b.length())))
                .map(entry -> "%s is the longest (%,d characters)"
                        .formatted(entry.getKey(), entry.getValue().length()))
                .orElse("there are none");
    }

    private static String replace(Pattern pattern, String text, Function<String, String> byName) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(byName.apply(match.group(1))));
    }

    /** A carriage return makes the instance's start hang until its five minutes are over. */
    private static String lineFeeds(String text) {
        return text.lines().map(line -> line + "\n").collect(joining());
    }

    private static String read(String resource) {
        try (var in = LifecycleScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no notebook script " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the notebook script " + resource, e);
        }
    }
}
