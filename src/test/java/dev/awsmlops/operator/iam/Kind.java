package dev.awsmlops.operator.iam;

/** The kinds of object, and the look for what they have left behind, each with rights beside those that all of them need. */
enum Kind {
    DATA_LAKE("datalake"),
    SESSION("gluedevsession"),
    WORKSPACE("mlworkspace"),
    SWEEPER("sweeper");

    private final String file;

    Kind(String file) {
        this.file = file;
    }

    PolicyFile policy() {
        return PolicyFile.named(file);
    }
}
