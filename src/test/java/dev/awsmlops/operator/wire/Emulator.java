package dev.awsmlops.operator.wire;

import dev.awsmlops.operator.testing.World;
import java.io.IOException;
import software.amazon.awssdk.http.SdkHttpClient;

/** What stands for AWS. */
enum Emulator {
    /** Which others wrote: it checks how the operator uses the SDK. */
    MOTO {
        @Override
        void require() {
            MotoServer.shared();
        }

        @Override
        Emulated open(World world, SdkHttpClient http) throws IOException {
            return MotoAccount.open(world, http);
        }
    },
    /** The sandbox's, on a port: what moto answers, it must answer alike. */
    SIMULATION {
        @Override
        Emulated open(World world, SdkHttpClient http) throws IOException {
            return SimulatedAccount.open(world, http);
        }
    };

    /** Skips the test that needs it where it can't be had. */
    void require() {}

    /**
     * An empty account.
     *
     * @param world whose simulated account it is, or takes the place of
     * @param http the operator's own client
     */
    abstract Emulated open(World world, SdkHttpClient http) throws IOException;
}
