package dev.awsmlops.operator.iam;

/** The kinds of object, each with rights of its own beside those that all of them need. */
enum Kind {
    DATA_LAKE("datalake"),
    SESSION("gluedevsession"),
    WORKSPACE("mlworkspace");

    private final String file;

    Kind(String file) {
        this.file = file;
    }

    PolicyFile policy() {
        return PolicyFile.named(file);
    }
}
