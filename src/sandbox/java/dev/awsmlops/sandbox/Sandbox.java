package dev.awsmlops.sandbox;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the sandbox: the operator as it ships, with an embedded Kubernetes API and simulated AWS for its outside world. */
@QuarkusMain
public final class Sandbox {

    private Sandbox() {}

    public static void main(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(SandboxOptions.USAGE);
            return;
        }
        SandboxOptions options;
        try {
            options = SandboxOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + SandboxOptions.USAGE);
            System.exit(2);
            return;
        }
        SandboxWorld.setUp(options);
        Quarkus.run(SandboxShow.class, arguments);
    }
}
