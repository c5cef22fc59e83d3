package dev.awsmlops.operator.workspace.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The files that an empty repository starts with: complete, in a fixed order, and with every name of the workspace filled
 * in. Immutable.
 *
 * <p>They are in {@code /template} on the class path. {@value #INDEX} lists them, since a class path has no directories
 * that can be listed everywhere.
 */
public final class SeedTemplate {

    static final String FOLDER = "template/";
    static final String INDEX = "template.index";

    /** How Git marks a file that can be run; the index has Git's modes. */
    static final String EXECUTABLE = "100755";

    private static final Pattern PLACEHOLDER = Pattern.compile("@@([A-Z_]+)@@");

    private final List<SeedFile> files;

    private SeedTemplate(List<SeedFile> files) {
        this.files = List.copyOf(files);
    }

    /** The template that ships with the operator. */
    public static SeedTemplate bundled() {
        return from(SeedTemplate.class.getClassLoader());
    }

    static SeedTemplate from(ClassLoader classes) {
        var files = new ArrayList<SeedFile>();
        for (String line : new String(read(classes, INDEX), UTF_8).lines().toList()) {
            String[] modeAndPath = line.split(" ", 2);
            String path = modeAndPath[1];
            SdkBytes content = SdkBytes.fromByteArrayUnsafe(read(classes, FOLDER + path));
            files.add(new SeedFile(path, content, modeAndPath[0].equals(EXECUTABLE)));
        }
        return new SeedTemplate(files);
    }

    /** The names for which {@link #fill} needs values. */
    public Set<String> placeholders() {
        var names = new TreeSet<String>();
        for (SeedFile file : files) {
            PLACEHOLDER.matcher(file.content().asUtf8String()).results().forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    /**
     * The files with values for the placeholders, by path in order.
     *
     * @param values by placeholder; an empty value is a value, and says that something is not known
     * @throws IllegalArgumentException when a placeholder has no value, a value no placeholder, or a value holds what
     *     would end the string literal that it is put in
     */
    public List<SeedFile> fill(Map<String, String> values) {
        Set<String> missing = placeholders();
        missing.removeAll(values.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the template needs values for " + String.join(", ", missing));
        }
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(placeholders());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the template has no placeholder " + String.join(", ", unknown));
        }
        values.forEach(SeedTemplate::requireLiteral);
        return files.stream().map(file -> filled(file, values)).toList();
    }

    private static SeedFile filled(SeedFile file, Map<String, String> values) {
        Matcher matcher = PLACEHOLDER.matcher(file.content().asUtf8String());
        if (!matcher.find()) {
            return file;
        }
        String text = matcher.replaceAll((MatchResult match) -> Matcher.quoteReplacement(values.get(match.group(1))));
        return new SeedFile(file.path(), SdkBytes.fromUtf8String(text), file.executable());
    }

    /** Whether a value leaves the string literal that it is put in as it is. */
    static boolean isLiteral(String value) {
        return value.chars().noneMatch(c -> c == '"' || c == '\\' || Character.isISOControl(c));
    }

    private static void requireLiteral(String name, String value) {
        if (!isLiteral(value)) {
            throw new IllegalArgumentException(
                    "the value of %s has a quote, a backslash or a control character in it".formatted(name));
        }
    }

    private static byte[] read(ClassLoader classes, String resource) {
        try (var in = classes.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + resource, e);
        }
    }
}
