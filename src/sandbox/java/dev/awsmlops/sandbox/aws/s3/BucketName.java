package dev.awsmlops.sandbox.aws.s3;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a general purpose bucket may be called (S3 User Guide, "General purpose bucket naming rules"). */
final class BucketName {

    private static final Pattern CHARACTERS = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private BucketName() {}

    static void check(String name) {
        boolean reserved = Stream.of("xn--", "sthree-", "amzn-s3-demo-").anyMatch(name::startsWith)
                || Stream.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
                        .anyMatch(name::endsWith);
        boolean valid = CHARACTERS.matcher(name).matches()
                && !name.contains("..")
                && !IP_ADDRESS.matcher(name).matches();
        if (reserved || !valid) {
            throw S3Errors.ofBucket(name, "InvalidBucketName", "The specified bucket is not valid.", 400);
        }
    }
}
