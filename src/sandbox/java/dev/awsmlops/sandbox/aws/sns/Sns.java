package dev.awsmlops.sandbox.aws.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.QueryProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Amazon SNS. Topics are not made here: every one of this account that is well named is taken to exist. What is published
 * stays to be read by tests.
 */
public final class Sns {

    /** 256 KiB (API reference, Publish, Message). */
    private static final int LARGEST_MESSAGE = 262_144;

    /** "Subjects must be UTF-8 text with no line breaks or control characters, and less than 100 characters long" (Publish). */
    private static final Pattern SUBJECT = Pattern.compile("\\P{Cntrl}{1,99}");

    private static final Set<String> SIMULATED = Set.of("TopicArn", "Message", "Subject");

    private final World world;
    private final List<Published> messages = new ArrayList<>();

    public Sns(World world) {
        this.world = world;
    }

    public SimulatedService service() {
        Operations operations = new Operations().write("Publish", Subject.arn("TopicArn"), this::publish);
        return new SimulatedService("sns", new QueryProtocol("http://sns.amazonaws.com/doc/2010-03-31/"), operations);
    }

    /** The messages of one topic, the newest last. */
    public List<Published> published(String topicArn) {
        return messages.stream()
                .filter(message -> message.topicArn().equals(topicArn))
                .toList();
    }

    private ObjectNode publish(Request request) {
        request.input().fieldNames().forEachRemaining(field -> {
            if (!SIMULATED.contains(field)) {
                throw invalid(field + " is not simulated");
            }
        });
        String topic = request.text("TopicArn").orElse("");
        if (!topic.matches("arn:aws:sns:[a-z0-9-]+:\\d{12}:[\\w-]{1,256}(\\.fifo)?")) {
            throw invalid("TopicArn");
        }
        if (!topic.contains(":%s:%s:".formatted(request.region(), world.account()))) {
            throw new ServiceFailure("NotFound", "Topic does not exist", 404);
        }
        String message = request.text("Message").orElse("");
        if (message.isEmpty()) {
            throw invalid("Empty message");
        }
        if (message.getBytes(StandardCharsets.UTF_8).length > LARGEST_MESSAGE) {
            throw invalid("Message too long");
        }
        request.text("Subject")
                .filter(subject -> !SUBJECT.matcher(subject).matches())
                .ifPresent(subject -> {
                    throw invalid("Subject");
                });
        String id = new UUID(1, messages.size() + 1L).toString();
        messages.add(new Published(topic, id, request.text("Subject"), message, request.now()));
        return new Output().put("MessageId", id).json();
    }

    private static ServiceFailure invalid(String what) {
        return ServiceFailure.refused("InvalidParameter", "Invalid parameter: " + what);
    }
}
