package dev.awsmlops.sandbox.aws.codecommit;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Arrays;
import java.util.Optional;

/** What a file is, as git knows it (API reference, FileModeTypeEnum). */
enum FileMode {
    NORMAL("100644"),
    EXECUTABLE("100755"),
    SYMLINK("120000");

    private final String octal;

    FileMode(String octal) {
        this.octal = octal;
    }

    /** As it stands in a git tree. */
    String octal() {
        return octal;
    }

    static FileMode named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ServiceFailure.refused(
                        "InvalidFileModeException", "The specified file mode permission is not valid: " + name));
    }

    static Optional<FileMode> named(Optional<String> name) {
        return name.map(FileMode::named);
    }
}
