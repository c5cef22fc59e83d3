package dev.awsmlops.sandbox.aws.codecommit;

import software.amazon.awssdk.core.SdkBytes;

/** A version of a file. */
record TreeFile(FileMode mode, SdkBytes content) {

    String blobId() {
        return GitId.of("blob", content.asByteArrayUnsafe());
    }

    TreeFile with(FileMode changed) {
        return new TreeFile(changed, content);
    }
}
