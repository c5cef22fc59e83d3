package dev.awsmlops.operator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.testing.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A policy as it is given to users. */
record PolicyFile(String name, String text) {

    private static final Path DIRECTORY = Path.of("docs/iam");
    private static final ObjectMapper JSON = new ObjectMapper();

    static PolicyFile named(String name) {
        try {
            return new PolicyFile(name, Files.readString(DIRECTORY.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PolicyFile common() {
        return named("common");
    }

    static PolicyFile accounts() {
        return named("accounts");
    }

    static List<PolicyFile> all() {
        return List.of(
                accounts(),
                common(),
                Kind.DATA_LAKE.policy(),
                Kind.SESSION.policy(),
                Kind.WORKSPACE.policy(),
                Kind.SWEEPER.policy());
    }

    /** With the id of the cluster under test in place of the user's. */
    String filledIn() {
        return text.replace("my-cluster", World.CLUSTER);
    }

    /** In characters, as IAM counts them: white space is left out (IAM User Guide, "IAM and AWS STS quotas"). */
    int size() {
        return text.replaceAll("\\s", "").length();
    }

    List<JsonNode> statements() {
        try {
            return StreamSupport.stream(JSON.readTree(text).path("Statement").spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> actions() {
        return statements().stream()
                .flatMap(statement -> texts(statement.path("Action")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The strings of an element that holds one or a list of them. */
    static List<String> texts(JsonNode element) {
        return element.isTextual()
                ? List.of(element.textValue())
                : StreamSupport.stream(element.spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList();
    }
}
