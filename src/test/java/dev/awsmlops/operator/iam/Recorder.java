package dev.awsmlops.operator.iam;

import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.fault.Attempt;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Keeps the calls that operators make, whatever becomes of them. */
final class Recorder {

    private final Set<RecordedCall> calls = ConcurrentHashMap.newKeySet();

    /** Keeps what the operator in a world does from now on. */
    void listenTo(World world) {
        listenTo(world, attempt -> true);
    }

    /** The same of those calls only: as a fault that looks at every call and never strikes. */
    void listenTo(World world, Predicate<Attempt> wanted) {
        world.aws()
                .faults()
                .onAny()
                .by(World.OPERATOR)
                .where(wanted.and(attempt -> keep(world.aws(), attempt)))
                .ignore();
    }

    Set<RecordedCall> calls() {
        return Set.copyOf(calls);
    }

    private boolean keep(SimulatedAws aws, Attempt attempt) {
        Optional<SimulatedResource> resource = aws.inventory().stream()
                .filter(known -> isAbout(attempt, known))
                .findFirst();
        calls.add(new RecordedCall(
                attempt.service() + ":" + attempt.operation(),
                attempt.action(),
                resource.filter(known -> known.type() == ResourceType.ROLE)
                        .map(SimulatedResource::arn)
                        .orElseGet(() -> arn(attempt)),
                resource.map(SimulatedResource::tags).orElse(Map.of())));
        return false;
    }

    private static boolean isAbout(Attempt attempt, SimulatedResource resource) {
        return attempt.service().equals("iam")
                ? resource.type() == ResourceType.ROLE
                        && attempt.resource().filter(resource.name()::equals).isPresent()
                : resource.arn().equals(attempt.resourceArn());
    }

    /**
     * The resource where the simulation does not say it as IAM does. Source: Service Authorization Reference, of IAM, S3
     * and Glue.
     */
    private static String arn(Attempt attempt) {
        return switch (attempt.operation()) {
            case "CreateRole" ->
                "arn:aws:iam::%s:role%s%s"
                        .formatted(
                                SimulatedAws.ACCOUNT,
                                attempt.input().path("Path").asText(),
                                attempt.resource().orElseThrow());
            case "DeleteObjects" -> attempt.resourceArn() + "/any";
            case "GetDatabases" -> "arn:aws:glue:us-east-1:%s:catalog".formatted(SimulatedAws.ACCOUNT);
            default -> attempt.resourceArn();
        };
    }
}
