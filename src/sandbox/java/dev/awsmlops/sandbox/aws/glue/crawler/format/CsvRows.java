package dev.awsmlops.sandbox.aws.glue.crawler.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Text split into rows and values. Quotes may enclose delimiters, line ends and, doubled, themselves (RFC 4180). Blank
 * lines are no rows.
 *
 * @param quoted whether any value stands in quotes
 */
record CsvRows(List<List<String>> rows, boolean quoted) {

    static CsvRows parse(String text, char delimiter, char quote) {
        return new Parser(text, delimiter, quote).parse();
    }

    /** The number of columns, if all rows have the same. Otherwise zero. */
    int width() {
        if (rows.isEmpty()) {
            return 0;
        }
        int first = rows.get(0).size();
        return rows.stream().allMatch(row -> row.size() == first) ? first : 0;
    }

    private static final class Parser {
        private final String text;
        private final char delimiter;
        private final char quote;
        private final List<List<String>> rows = new ArrayList<>();
        private final StringBuilder value = new StringBuilder();
        private List<String> row = new ArrayList<>();
        private boolean quoted;

        Parser(String text, char delimiter, char quote) {
            this.text = text;
            this.delimiter = delimiter;
            this.quote = quote;
        }

        CsvRows parse() {
            int at = 0;
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next == quote && value.toString().isBlank()) {
                    at = enclosed(at + 1);
                } else if (next == delimiter) {
                    endValue();
                    at++;
                } else if (next == '\n') {
                    endRow();
                    at++;
                } else {
                    value.append(next);
                    at++;
                }
            }
            endRow();
            return new CsvRows(rows, quoted);
        }

        private int enclosed(int start) {
            quoted = true;
            value.setLength(0);
            int at = start;
            while (at < text.length()) {
                boolean quoteHere = text.charAt(at) == quote;
                boolean doubled = quoteHere && at + 1 < text.length() && text.charAt(at + 1) == quote;
                if (quoteHere && !doubled) {
                    return at + 1;
                }
                value.append(text.charAt(at));
                at += doubled ? 2 : 1;
            }
            return at;
        }

        private void endValue() {
            row.add(value.toString().strip());
            value.setLength(0);
        }

        private void endRow() {
            endValue();
            if (row.size() > 1 || !row.get(0).isEmpty()) {
                rows.add(row);
            }
            row = new ArrayList<>();
        }
    }
}
