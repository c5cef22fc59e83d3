package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.notebook.SessionEnds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Session;
import software.amazon.awssdk.services.glue.model.SessionStatus;

/** Interactive sessions, the operator's own and those that notebooks' kernels have started. */
record SweptSessions(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.SESSION;
    }

    @Override
    public ResourceTags tags() {
        return aws.glueTags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws.sessions(Map.of(Ownership.CLUSTER, cluster))
                .map(session -> new Listed(session.id(), aws.account().arn("glue", "session/" + session.id()), false));
    }

    @Override
    public Step remove(String name, boolean kept) {
        Optional<Session> session = aws.sessions().now(name);
        if (session.isEmpty()) {
            return Step.GONE;
        }
        if (session.get().status() == SessionStatus.STOPPING) {
            return Step.WAITING;
        }
        new SessionEnds(aws.glue()).stopOrDeleteAll(List.of(session.get()));
        return Step.TAKEN;
    }
}
