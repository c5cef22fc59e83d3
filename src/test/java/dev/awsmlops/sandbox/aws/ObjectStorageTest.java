package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.awsmlops.sandbox.aws.s3.Buckets;
import dev.awsmlops.sandbox.aws.s3.S3;
import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.ObjectStorage.StoredObject;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.aws.service.World;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObjectStorageTest {

    private final S3 s3 = new S3(new World(SimulatedAws.ACCOUNT, new SimulatedClock(), Timings.instant()));
    private final Buckets buckets = s3.buckets(new Object());
    private final ObjectStorage storage = s3.storage();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void hasTheObjectsOfAPrefixInTheOrderOfTheirKeys() {
        buckets.create("eu-west-1", "lake");
        for (String key : new String[] {"raw/b", "raw/a", "rawer", "curated/a"}) {
            buckets.put("lake", key, bytes(key));
        }
        assertThat(storage.objects("lake", "raw/").orElseThrow())
                .extracting(StoredObject::key)
                .containsExactly("raw/a", "raw/b");
        assertThat(storage.objects("lake", "").orElseThrow()).hasSize(4);
        assertThat(storage.objects("lake", "none").orElseThrow()).isEmpty();
        assertThat(storage.objects("none", "")).isEmpty();
    }

    @Test
    void showsTheContentAsItIsNowAndLetsNobodyChangeIt() {
        buckets.create("us-east-1", "lake");
        buckets.put("lake", "key", bytes("old"));
        buckets.put("lake", "key", bytes("new"));
        StoredObject object =
                storage.objects("lake", "key").orElseThrow().toList().get(0);
        ByteBuffer content = object.content();
        assertThat(content).isEqualTo(ByteBuffer.wrap(bytes("new")));
        assertThat(object.lastModified()).isEqualTo(SimulatedClock.START);
        assertThatThrownBy(() -> content.put((byte) 'x')).isInstanceOf(ReadOnlyBufferException.class);
    }
}
