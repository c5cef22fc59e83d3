package dev.awsmlops.sandbox.aws.cron;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields that a cron expression is made of, in their order, each with the values that it may have. */
enum CronField {
    MINUTES(0, 59, ""),
    HOURS(0, 23, ""),
    DAY_OF_MONTH(1, 31, ""),
    MONTH(1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    DAY_OF_WEEK(1, 7, "SUN MON TUE WED THU FRI SAT"),
    YEAR(1970, 2199, "");

    /** {@code *}, {@code a} or {@code a-b}, each with a step or without. */
    private static final Pattern ITEM = Pattern.compile("(\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");

    private final int least;
    private final int most;
    private final String names;

    CronField(int least, int most, String names) {
        this.least = least;
        this.most = most;
        this.names = names;
    }

    int most() {
        return most;
    }

    /** The values that the text stands for: lists, ranges, steps and names. */
    BitSet values(String text) {
        BitSet values = new BitSet();
        for (String item : text.split(",", -1)) {
            add(item, values);
        }
        return values;
    }

    private void add(String item, BitSet values) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            throw invalid(item);
        }
        boolean all = matcher.group(1).equals("*");
        boolean stepped = matcher.group(4) != null;
        int from = all ? least : value(matcher.group(2));
        int to = from;
        if (all || stepped) {
            to = most;
        }
        if (matcher.group(3) != null) {
            to = value(matcher.group(3));
        }
        int step = stepped ? Integer.parseInt(matcher.group(4)) : 1;
        if (to < from || step == 0) {
            throw invalid(item);
        }
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    /** One value, as a number or by its name. */
    int value(String text) {
        int value = text.matches("\\d{1,4}") ? Integer.parseInt(text) : named(text);
        if (value < least || value > most) {
            throw invalid(text);
        }
        return value;
    }

    private int named(String text) {
        int index = List.of(names.split(" ")).indexOf(text.toUpperCase(Locale.ROOT));
        if (names.isEmpty() || index < 0) {
            throw invalid(text);
        }
        return least + index;
    }

    IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("%s cannot be '%s'".formatted(label(), text));
    }

    /** As AWS spells it, such as {@code Day-of-month}. */
    private String label() {
        String words = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
