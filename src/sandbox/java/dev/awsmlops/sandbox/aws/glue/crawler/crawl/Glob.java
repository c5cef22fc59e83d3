package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** An exclude pattern (Glue developer guide, "Include and exclude patterns"). */
public final class Glob {

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException for brackets or braces that do not match
     */
    public static Glob parse(String glob) {
        return new Glob(new Translation(glob).pattern());
    }

    /**
     * Whether it excludes the object.
     *
     * @param path relative to the include path
     */
    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** From the pattern to a regular expression. */
    private static final class Translation {
        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int at;
        private boolean inGroup;

        Translation(String glob) {
            this.glob = glob;
        }

        Pattern pattern() {
            while (at < glob.length()) {
                translate(glob.charAt(at++));
            }
            if (inGroup) {
                throw malformed("{ without }");
            }
            try {
                return Pattern.compile(regex.toString(), Pattern.DOTALL);
            } catch (PatternSyntaxException e) {
                throw malformed(e.getDescription());
            }
        }

        private void translate(char next) {
            switch (next) {
                case '*' -> star();
                case '?' -> regex.append("[^/]");
                case '\\' -> escaped();
                case '[' -> bracket();
                case '{' -> openGroup();
                case '}' -> closeGroup();
                case ',' -> regex.append(inGroup ? "|" : ",");
                default -> literal(next);
            }
        }

        private void star() {
            boolean crossing = at < glob.length() && glob.charAt(at) == '*';
            if (crossing) {
                at++;
            }
            regex.append(crossing ? ".*" : "[^/]*");
        }

        private void escaped() {
            if (at == glob.length()) {
                throw malformed("nothing after \\");
            }
            literal(glob.charAt(at++));
        }

        /** "Within a bracket expression, the *, ?, and \ characters match themselves". */
        private void bracket() {
            int end = glob.indexOf(']', at + 1);
            if (end < 0) {
                throw malformed("[ without ]");
            }
            boolean negated = glob.charAt(at) == '!';
            String set = glob.substring(negated ? at + 1 : at, end);
            regex.append(negated ? "[^/" : "[")
                    .append(set.replaceAll("[\\\\\\[\\]^&]", "\\\\$0"))
                    .append(']');
            at = end + 1;
        }

        /** "Groups cannot be nested". */
        private void openGroup() {
            if (inGroup) {
                throw malformed("nested {");
            }
            inGroup = true;
            regex.append("(?:");
        }

        private void closeGroup() {
            if (!inGroup) {
                throw malformed("} without {");
            }
            inGroup = false;
            regex.append(')');
        }

        private void literal(char character) {
            regex.append(Pattern.quote(String.valueOf(character)));
        }

        private IllegalArgumentException malformed(String why) {
            return new IllegalArgumentException("Exclude pattern %s is malformed: %s".formatted(glob, why));
        }
    }
}
