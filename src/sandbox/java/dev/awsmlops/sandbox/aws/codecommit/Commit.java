package dev.awsmlops.sandbox.aws.codecommit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A commit; its author is also its committer (API reference, CreateCommit, authorName). */
record Commit(Tree tree, Optional<String> parent, Author author, String message, Instant time) {

    /** Who made a commit. */
    record Author(String name, String email) {}

    String id() {
        String who = "%s <%s> %s".formatted(author.name(), author.email(), date());
        StringBuilder content = new StringBuilder("tree " + tree.id() + "\n");
        parent.ifPresent(id -> content.append("parent ").append(id).append('\n'));
        content.append("author " + who + "\ncommitter " + who + "\n\n" + message);
        return GitId.of("commit", content.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** With the offset from GMT (API reference, UserInfo). */
    private String date() {
        return time.getEpochSecond() + " +0000";
    }

    /** The Commit structure. */
    ObjectNode describe() {
        ObjectNode user = new Output()
                .put("name", author.name())
                .put("email", author.email())
                .put("date", date())
                .json();
        return new Output()
                .put("commitId", id())
                .put("treeId", tree.id())
                .put("parents", parent.stream().toList())
                .put("message", message)
                .put("author", user)
                .put("committer", user)
                .put("additionalData", "")
                .json();
    }
}
