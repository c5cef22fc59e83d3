package dev.awsmlops.bench;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The objects that are measured with, as users write them, spread over ten namespaces. */
final class Population {

    private static final int NAMESPACES = 10;

    /** One session in so many has a notebook of its own, and with it a role, a switch and a lifecycle configuration. */
    private static final int ONE_NOTEBOOK_IN = 10;

    private Population() {}

    static List<String> namespaces() {
        return IntStream.range(0, NAMESPACES).mapToObj(Population::namespace).toList();
    }

    private static String namespace(int number) {
        return "team-" + number % NAMESPACES;
    }

    /** Interactive sessions of two workers, of which every tenth has a notebook. */
    static Stream<GlueDevSession> sessions(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> number % ONE_NOTEBOOK_IN == 0
                        ? session(prefix + "-session-" + number, number, "notebook: {instanceType: ml.t3.medium}")
                        : session(prefix + "-session-" + number, number, ""));
    }

    /** Interactive sessions without notebooks. */
    static Stream<GlueDevSession> plainSessions(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> session(prefix + "-" + number, number, ""));
    }

    /** @param more a line of its spec */
    static GlueDevSession session(String name, int number, String more) {
        return session(name, number, "glue-dev", more);
    }

    /** One whose role is named so that the simulated account can be made to refuse it. */
    static GlueDevSession refusedSession(String name, int number) {
        return session(name, number, "refused", "");
    }

    private static GlueDevSession session(String name, int number, String role, String more) {
        return object(GlueDevSession.class, name, number, """
                glueVersion: "5.0"
                workerType: G.1X
                numberOfWorkers: 2
                roleArn: arn:aws:iam::123456789012:role/%s
                ttl: 8h
                %s
                """.formatted(role, more));
    }

    /** Lakes with a crawler and a role of their own. */
    static Stream<DataLake> lakes(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        object(DataLake.class, prefix + "-lake-" + number, number, """
                bucket:
                  name: acme-%s-%d
                crawlers:
                  - name: raw
                    targets: [{zone: raw}]
                """.formatted(prefix, number)));
    }

    /** Workspaces with a notebook, a repository and a role of their own, and a watch that does not act during a run. */
    static Stream<MlWorkspace> workspaces(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> object(MlWorkspace.class, prefix + "-workspace-" + number, number, """
                        notebook:
                          instanceType: ml.t3.medium
                        repository:
                          template: None
                        monitoring:
                          schedule: rate(1 day)
                        """));
    }

    private static <T extends HasMetadata> T object(Class<T> kind, String name, int number, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: %s/%s
                kind: %s
                metadata:
                  name: %s
                  namespace: %s
                spec:
                %s""".formatted(
                                GlueDevSession.GROUP,
                                GlueDevSession.VERSION,
                                kind.getSimpleName(),
                                name,
                                namespace(number),
                                spec.indent(2)),
                kind);
    }
}
