package dev.awsmlops.sandbox.aws.glue.crawler.format;

import dev.awsmlops.sandbox.aws.glue.crawler.format.DataType.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Recognizes values separated by delimiters (Glue developer guide, "Built-in CSV classifier" and "Writing CSV custom
 * classifiers").
 *
 * @param delimiters those to look for
 * @param header whether the first row names the columns; empty to find out
 * @param names of the columns, whatever the first row says; empty to find out
 * @param singleColumn whether one column is enough
 */
public record CsvClassifier(
        List<Character> delimiters, char quote, Optional<Boolean> header, List<String> names, boolean singleColumn) {

    /** Comma, pipe, tab, semicolon and Ctrl-A. */
    private static final List<Character> BUILT_IN_DELIMITERS = List.of(',', '|', '\t', ';', '\u0001');

    public static final CsvClassifier BUILT_IN =
            new CsvClassifier(BUILT_IN_DELIMITERS, '"', Optional.empty(), List.of(), false);

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** API reference, Column, Name. */
    private static final Pattern COLUMN_NAME = Pattern.compile("\\P{Cntrl}{1,255}");

    /** "Has content that is fewer than 150 characters". */
    private static final int HEADER_LIMIT = 150;

    /** What it makes of the text; empty if it is no CSV. Of several delimiters, the one that gives most columns. */
    Optional<Contents> classify(String text, String compression) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        Optional<CsvRows> best = Optional.empty();
        char delimiter = ',';
        for (char candidate : delimiters) {
            CsvRows rows = CsvRows.parse(lines, candidate, quote);
            if (acceptable(rows) && rows.width() > best.map(CsvRows::width).orElse(0)) {
                best = Optional.of(rows);
                delimiter = candidate;
            }
        }
        DataFormat format = new DataFormat("csv", compression, String.valueOf(delimiter));
        return best.map(rows -> contents(rows, format));
    }

    /** "At least two columns and two rows of data". That a header counts as one of them is an assumption. */
    private boolean acceptable(CsvRows rows) {
        return rows.width() >= (singleColumn ? 1 : 2) && rows.rows().size() >= 2;
    }

    private Contents contents(CsvRows csv, DataFormat format) {
        List<String> first = csv.rows().get(0);
        List<List<String>> rest = csv.rows().subList(1, csv.rows().size());
        boolean hasHeader = header.orElseGet(() -> looksLikeHeader(first, rest));
        List<List<String>> data = hasHeader ? rest : csv.rows();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < csv.width(); i++) {
            columns.add(new Column(name(i, hasHeader ? first.get(i) : ""), type(data, i)));
        }
        return new Contents(format, columns, OptionalLong.of(data.size()), hasHeader, csv.quoted());
    }

    /** Tables that crawlers made of files without a header start at col0, although the guide says col1. */
    private String name(int index, String inHeader) {
        if (index < names.size()) {
            return names.get(index);
        }
        return inHeader.isEmpty() ? "col" + index : inHeader;
    }

    /** Every value is text that can name a column, and some row below is not all text. */
    private static boolean looksLikeHeader(List<String> first, List<List<String>> rest) {
        for (int i = 0; i < first.size(); i++) {
            if (!canName(first.get(i), i == first.size() - 1)) {
                return false;
            }
        }
        return rest.stream()
                .flatMap(List::stream)
                .anyMatch(value -> type(value) == Primitive.BIGINT || type(value) == Primitive.DOUBLE);
    }

    /** "To allow for a trailing delimiter, the last column can be empty". */
    private static boolean canName(String value, boolean last) {
        if (last && value.isEmpty()) {
            return true;
        }
        return type(value) == Primitive.STRING
                && COLUMN_NAME.matcher(value).matches()
                && (last || value.length() < HEADER_LIMIT);
    }

    private static DataType type(List<List<String>> rows, int column) {
        return rows.stream().map(row -> type(row.get(column))).reduce(Primitive.UNDECIDED, DataType::merge);
    }

    private static DataType type(String value) {
        if (value.isEmpty()) {
            return Primitive.UNDECIDED;
        }
        if (INTEGER.matcher(value).matches()) {
            return Primitive.BIGINT;
        }
        return DECIMAL.matcher(value).matches() ? Primitive.DOUBLE : Primitive.STRING;
    }
}
