package dev.awsmlops.operator.testing;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * How an operator reaches AWS.
 *
 * @param endpoint of an emulator, if it is one that has an address
 */
public record Route(Optional<URI> endpoint, SdkHttpClient http) {

    /** Without a socket in between. */
    static Route through(SdkHttpClient door) {
        return new Route(Optional.empty(), door);
    }
}
