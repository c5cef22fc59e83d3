package dev.awsmlops.operator.workspace.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.workspace.WorkspaceFixture;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;

/** The Spark sessions that somebody has opened in a workspace's notebook. */
class KernelSessionsTest {

    private final WorkspaceFixture fixture = new WorkspaceFixture(Instant.parse("2026-11-23T08:00:00Z"));
    private final GlueClient glue = fixture.glueConsole();
    private KernelSessions sessions;

    @BeforeEach
    void quota() {
        fixture.aws().settings().quota(ResourceType.SESSION, 500);
    }

    @AfterEach
    void close() {
        glue.close();
        fixture.close();
    }

    @Test
    void areCountedByTheSharedListWhileNothingChanges() {
        open(fixture.name(), fixture.plan().tags());
        open(fixture.name(), fixture.plan().tags());
        fixture.pass(Duration.ofMinutes(1));

        assertThat(step(true))
                .isInstanceOf(Outcome.Ready.class)
                .extracting(Outcome::message)
                .asString()
                .endsWith(": 2");
        assertThat(sessions.live()).hasSize(2);
        step(true);

        assertThat(fixture.calls()).containsExactly("ListSessions");
    }

    @Test
    void areNeverMadeNorEndedWhileTheWorkspaceStands() {
        assertThat(step(false)).isInstanceOf(Outcome.Ready.class);
        open(fixture.name(), fixture.plan().tags());
        fixture.pass(Duration.ofMinutes(1));

        assertThat(step(false)).isInstanceOf(Outcome.Ready.class);

        assertThat(fixture.writes()).isEmpty();
        assertThat(fixture.aws().running()).hasSize(1);
    }

    @Test
    void allEndWithTheWorkspacePageByPageAndOnlyItsOwn() {
        for (int tab = 0; tab < 7; tab++) {
            open(fixture.name(), fixture.plan().tags());
        }
        Map<String, String> others = new HashMap<>(fixture.plan().tags());
        others.put("aws-mlops.dev/uid", "someone-elses");
        open("mlops-team-a-other-12345678", others);
        open("untagged", Map.of());
        fixture.aws().settings().largestPage(3);
        fixture.pass(Duration.ofMinutes(1));

        untilGone();

        assertThat(fixture.aws().inventory())
                .extracting(SimulatedResource::name)
                .hasSize(2)
                .allMatch(name -> !name.startsWith(fixture.name()));
    }

    @Test
    void oneThatCannotBeStoppedKeepsNoOtherRunning() {
        String stuck = open(fixture.name(), fixture.plan().tags());
        open(fixture.name(), fixture.plan().tags());
        fixture.pass(Duration.ofMinutes(1));
        var fault = fixture.aws()
                .faults()
                .on("glue", "StopSession")
                .about(stuck)
                .failBefore("InternalServiceException", "Oops", 500);

        PartRun run = remove();
        fixture.pass(Duration.ofMinutes(1));
        assertThat(run.any(Outcome.Failing.class)).isTrue();
        assertThat(fixture.aws().running()).extracting(SimulatedResource::name).containsExactly(stuck);

        fault.remove();
        untilGone();
        assertThat(fixture.aws().inventory()).isEmpty();
    }

    private void untilGone() {
        PartRun run = remove();
        for (int pass = 0; pass < 20 && !run.all(Outcome.Gone.class); pass++) {
            fixture.pass(Duration.ofSeconds(15));
            run = remove();
        }
        assertThat(run.all(Outcome.Gone.class)).isTrue();
    }

    private PartRun remove() {
        return PartRun.remove(List.of(new KernelSessions(fixture.plan())));
    }

    private Outcome step(boolean steady) {
        sessions = new KernelSessions(fixture.plan(steady));
        return PartRun.converge(List.of(sessions)).of(sessions);
    }

    /** What a kernel does when its tab is opened (aws-glue-sessions, {@code BaseKernel.create_session}). */
    private String open(String prefix, Map<String, String> tags) {
        String id = prefix + "-" + UUID.randomUUID();
        glue.createSession(r -> r.id(id)
                .role(WorkspaceFixture.ROLE)
                .command(command -> command.name("glueetl").pythonVersion("3"))
                .glueVersion("5.0")
                .workerType("G.1X")
                .numberOfWorkers(2)
                .tags(tags));
        return id;
    }
}
