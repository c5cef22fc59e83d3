package dev.awsmlops.bench;

import java.util.Locale;

/**
 * One thing that was measured, beside the bound that it is held to.
 *
 * @param bound what it can't be below, or is allowed
 * @param most how many times the bound it may come to
 */
record Figure(BenchPart part, String what, double measured, double bound, String unit, double most) {

    /** What is allowed up to the bound itself. */
    static Figure atMost(BenchPart part, String what, double measured, double bound, String unit) {
        return new Figure(part, what, measured, bound, unit, 1);
    }

    /** What only informs. */
    static Figure told(BenchPart part, String what, double measured, String unit) {
        return new Figure(part, what, measured, Double.NaN, unit, Double.NaN);
    }

    boolean hasTarget() {
        return !Double.isNaN(bound);
    }

    boolean isMet() {
        return measured <= bound * most;
    }

    /** A row of the table. */
    String row() {
        String name = part.name().toLowerCase(Locale.ROOT);
        if (!hasTarget()) {
            return "| %s | %s | %s | | | |".formatted(name, what, text(measured, unit));
        }
        String ratio = bound == 0 ? "" : text(measured / bound, "");
        String target = bound == 0 ? "0" : "≤ " + text(most, "");
        return "| %s | %s | %s | %s | %s (%s) | %s |"
                .formatted(
                        name,
                        what,
                        text(measured, unit),
                        text(bound, unit),
                        ratio,
                        target,
                        isMet() ? "met" : "**missed**");
    }

    private static String text(double number, String unit) {
        String digits = Double.isNaN(number)
                ? "none"
                : number == Math.rint(number) || number >= 100 ? "%,.0f".formatted(number) : "%.2f".formatted(number);
        return unit.isEmpty() ? digits : digits + " " + unit;
    }
}
