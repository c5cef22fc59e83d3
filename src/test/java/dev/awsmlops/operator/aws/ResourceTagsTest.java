package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceTagsTest {

    private static final String ARN = "arn:aws:glue:eu-central-1:123456789012:session/s";

    private final TagService service = new TagService();
    private final ResourceTags tags = new ResourceTags(service);

    @Test
    void theyAreReadOnceAndRemembered() {
        service.inAws.put("a", "1");

        assertThat(tags.of(ARN)).containsExactly(Map.entry("a", "1"));
        service.inAws.put("a", "2");
        assertThat(tags.of(ARN)).containsExactly(Map.entry("a", "1"));
        assertThat(service.calls).containsExactly("read");
    }

    @Test
    void readingAgainAsksAwsAndIsRememberedToo() {
        tags.of(ARN);
        service.inAws.put("a", "1");

        assertThat(tags.readAgain(ARN)).containsKey("a");
        assertThat(tags.of(ARN)).containsKey("a");
        assertThat(service.calls).containsExactly("read", "read");
    }

    @Test
    void onlyWhatIsMissingOrDifferentIsWritten() {
        service.inAws.putAll(Map.of("same", "1", "other", "1", "theirs", "1"));

        tags.ensure(ARN, Map.of("same", "1", "other", "2", "new", "3"));

        assertThat(service.written).isEqualTo(Map.of("other", "2", "new", "3"));
        assertThat(service.inAws).containsEntry("theirs", "1");
    }

    @Test
    void nothingIsWrittenWhereNothingIsMissing() {
        service.inAws.putAll(Map.of("a", "1", "b", "2"));

        tags.ensure(ARN, Map.of("a", "1"));
        tags.ensure(ARN, Map.of("a", "1", "b", "2"));

        assertThat(service.calls).containsExactly("read");
    }

    @Test
    void whatWasWrittenIsKnownAfterwards() {
        tags.ensure(ARN, Map.of("a", "1"));

        assertThat(tags.of(ARN)).containsEntry("a", "1");
    }

    @Test
    void aWriteThatFailsIsNotTakenForDone() {
        service.fails = true;
        assertThatThrownBy(() -> tags.ensure(ARN, Map.of("a", "1"))).isInstanceOf(IllegalStateException.class);
        service.fails = false;

        tags.ensure(ARN, Map.of("a", "1"));

        assertThat(service.inAws).containsEntry("a", "1");
    }

    @Test
    void aTagTakenAwayIsGoneAfterwards() {
        service.inAws.putAll(Map.of("a", "1", "b", "2"));
        tags.of(ARN);

        tags.remove(ARN, "a");

        assertThat(tags.of(ARN)).containsExactly(Map.entry("b", "2"));
    }

    @Test
    void whatIsForgottenIsReadAnew() {
        service.inAws.put("uid", "one");
        tags.of(ARN);
        service.inAws.clear();

        tags.forget(ARN);

        assertThat(tags.of(ARN)).isEmpty();
    }

    @Test
    void eachResourceHasItsOwn() {
        service.inAws.put("a", "1");
        tags.of(ARN);
        service.inAws.clear();

        assertThat(tags.of(ARN + "2")).isEmpty();
        assertThat(tags.of(ARN)).isNotEmpty();
    }

    /** Tags of one resource in AWS. */
    private static final class TagService implements ResourceTags.Service {

        private final Map<String, String> inAws = new HashMap<>();
        private final Map<String, String> written = new HashMap<>();
        private final List<String> calls = new ArrayList<>();
        private boolean fails;

        @Override
        public Map<String, String> read(String arn) {
            calls.add("read");
            return new HashMap<>(inAws);
        }

        @Override
        public void write(String arn, Map<String, String> added) {
            calls.add("write");
            if (fails) {
                throw new IllegalStateException("AWS is away");
            }
            written.putAll(added);
            inAws.putAll(added);
        }

        @Override
        public void remove(String arn, String key) {
            calls.add("remove");
            inAws.remove(key);
        }
    }
}
