package dev.awsmlops.sandbox;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What the sandbox was asked for on its command line.
 *
 * @param once whether it ends by itself after showing everything
 * @param speed how many seconds pass in it for one of ours
 * @param port of its Kubernetes API; 0 for any free one
 * @param examples the directory whose YAML files are applied at the start
 */
record SandboxOptions(boolean once, double speed, int port, Path examples) {

    static final String USAGE = """
            Usage: sandbox [--once] [--speed N] [--port P] [--examples DIR]

              --once          apply the examples, see them ready and one expire, delete everything,
                              say what is left, and exit: 0 only if nothing is left running
              --speed N       simulated seconds for each real one, 1 to 600 (60)
              --port P        port of the Kubernetes API on 127.0.0.1 (any free one)
              --examples DIR  what to apply at the start (examples)
            """;

    /** @throws IllegalArgumentException with a message for the user when the arguments make no sense */
    static SandboxOptions parse(String... arguments) {
        boolean once = false;
        double speed = 60;
        int port = 0;
        Path examples = Path.of("examples");
        var rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String option = rest.poll();
            switch (option) {
                case "--once" -> once = true;
                case "--speed" -> speed = number(option, rest.poll(), 1, 600);
                case "--port" -> port = (int) number(option, rest.poll(), 0, 65_535);
                case "--examples" -> examples = Path.of(value(option, rest.poll()));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new SandboxOptions(once, speed, port, examples);
    }

    private static double number(String option, String text, double least, double most) {
        try {
            double number = Double.parseDouble(value(option, text));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number, not " + text, e);
        }
        throw new IllegalArgumentException("%s takes a number from %.0f to %.0f".formatted(option, least, most));
    }

    private static String value(String option, String text) {
        if (text == null) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return text;
    }
}
