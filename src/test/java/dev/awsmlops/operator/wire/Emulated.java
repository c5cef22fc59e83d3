package dev.awsmlops.operator.wire;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpClient;

/** An emulator that runs, with an empty account. */
interface Emulated extends AutoCloseable {

    URI uri();

    /** What the operator calls it with. */
    SdkHttpClient http();

    /** The calls that never got there, and were answered by something else. */
    Set<String> unreached();

    /** What is left of what only this emulator can find. */
    List<String> leftovers() throws IOException;

    @Override
    void close();
}
