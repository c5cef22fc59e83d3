package dev.awsmlops.sandbox.aws.iam;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code *} stands for any characters, {@code ?} for one (IAM User Guide, "IAM JSON policy elements: Resource"). */
final class Wildcard {

    private static final Pattern SPECIAL = Pattern.compile("[*?]|[^*?]+");

    private Wildcard() {}

    /**
     * Whether the text is one that the pattern stands for.
     *
     * @throws UnsupportedOperationException when the pattern holds a policy variable: those are not simulated
     */
    static boolean matches(String pattern, String text) {
        if (pattern.contains("${")) {
            throw new UnsupportedOperationException("Policy variables are not simulated: " + pattern);
        }
        String regex = SPECIAL.matcher(pattern).replaceAll(Wildcard::regex);
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    private static String regex(MatchResult part) {
        return Matcher.quoteReplacement(
                switch (part.group()) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(part.group());
                });
    }
}
