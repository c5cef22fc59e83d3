package dev.awsmlops.operator.workspace.repository;

import software.amazon.awssdk.core.SdkBytes;

/**
 * A file as it is committed. Immutable.
 *
 * @param path from the root of the repository, with slashes
 * @param content all of it
 * @param executable whether it is to be run as a program
 */
public record SeedFile(String path, SdkBytes content, boolean executable) {

    int size() {
        return content.asByteArrayUnsafe().length;
    }
}
