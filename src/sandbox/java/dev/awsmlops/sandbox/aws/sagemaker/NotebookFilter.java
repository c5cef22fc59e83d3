package dev.awsmlops.sandbox.aws.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.service.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Which notebook instances ListNotebookInstances answers, and in which order (API reference, ListNotebookInstances). */
record NotebookFilter(Predicate<NotebookInstance> condition, String sortBy, boolean descending, Instant now) {

    static NotebookFilter of(Request request) {
        Instant now = request.now();
        Predicate<NotebookInstance> condition = instance -> true;
        condition = condition.and(contains(request, "NameContains", instance -> Optional.of(instance.name())));
        condition = condition.and(
                contains(request, "NotebookInstanceLifecycleConfigNameContains", NotebookInstance::lifecycleConfig));
        Optional<String> status = request.text("StatusEquals");
        condition = condition.and(
                instance -> status.isEmpty() || instance.state(now).equals(status.get()));
        condition = condition.and(between(request, "CreationTime", NotebookInstance::createdAt));
        condition = condition.and(between(request, "LastModifiedTime", instance -> instance.modifiedAt(now)));
        return new NotebookFilter(
                condition,
                request.text("SortBy").orElse("Name"),
                request.text("SortOrder").filter("Descending"::equals).isPresent(),
                now);
    }

    boolean matches(NotebookInstance instance) {
        return condition.test(instance);
    }

    String sortKey(NotebookInstance instance) {
        return switch (sortBy) {
            case "CreationTime" -> "%020d %s".formatted(instance.createdAt().toEpochMilli(), instance.name());
            case "Status" -> instance.state(now) + " " + instance.name();
            default -> instance.name();
        };
    }

    private interface Text {
        Optional<String> of(NotebookInstance instance);
    }

    private interface Time {
        Instant of(NotebookInstance instance);
    }

    private static Predicate<NotebookInstance> contains(Request request, String field, Text text) {
        Optional<String> part = request.text(field);
        return instance -> part.isEmpty() || text.of(instance).orElse("").contains(part.get());
    }

    private static Predicate<NotebookInstance> between(Request request, String field, Time time) {
        Optional<Instant> after = instant(request, field + "After");
        Optional<Instant> before = instant(request, field + "Before");
        return instance -> after.filter(limit -> time.of(instance).isBefore(limit))
                        .isEmpty()
                && before.filter(limit -> time.of(instance).isAfter(limit)).isEmpty();
    }

    private static Optional<Instant> instant(Request request, String field) {
        return Optional.ofNullable(request.input().get(field))
                .map(JsonNode::asDouble)
                .map(seconds -> Instant.ofEpochMilli(Math.round(seconds * 1000)));
    }
}
