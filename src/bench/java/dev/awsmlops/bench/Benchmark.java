package dev.awsmlops.bench;

import java.io.IOException;

/** Runs the parts one after the other and prints what they came to. What misses its target does not end a run. */
public final class Benchmark {

    private Benchmark() {}

    /** Measures by the system properties of {@link BenchOptions}. */
    public static void main(String[] arguments) throws IOException {
        BenchOptions options = BenchOptions.fromSystem();
        ResultTable table = new ResultTable(options, OperatorJvm.of(options).version());
        for (BenchPart part : options.only()) {
            switch (part) {
                case START -> new StartTime(options, table).run();
                case STEADY -> new SteadyState(options, table).run();
                case STORM -> new Storm(options, table).run();
                case EXPIRY -> new Expiry(options, table).run();
            }
        }
        System.out.println();
        System.out.println(table.markdown());
        System.out.println();
        System.out.println(table.missed() + " targets missed");
        options.table().ifPresent(table::writeTo);
        // The embedded servers' threads are of no more use.
        System.exit(0);
    }
}
