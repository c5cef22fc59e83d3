package dev.awsmlops.operator.workspace.monitoring;

import static dev.awsmlops.operator.workspace.monitoring.MonitoredWorkspace.REGION;
import static dev.awsmlops.operator.workspace.monitoring.MonitoredWorkspace.ROLE;
import static dev.awsmlops.operator.workspace.monitoring.MonitoredWorkspace.START;
import static dev.awsmlops.operator.workspace.monitoring.MonitoredWorkspace.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.Finding;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.workspace.TemplateNames;
import dev.awsmlops.sandbox.aws.sagemaker.TrainingJobSpec;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.S3Target;

/** What the state machine finds when AWS runs it by its schedule, with nobody looking. */
class WorkspaceLookedAtTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final String HOURS = """
            monitoring: {notifyTopicArn: '%s'}
            notebook:
              state: Running
              schedule: {start: '%s', stop: '%s', timeZone: %s}
            """;

    private final MonitoredWorkspace workspace = new MonitoredWorkspace();
    private final String jobs = TemplateNames.prefix(workspace.plan().owner()) + "-";

    @AfterEach
    void close() {
        workspace.close();
    }

    private List<Finding> foundAfter(Duration duration) {
        workspace.leaveAlone(duration);
        return workspace.findings();
    }

    private Finding onlyFindingAfter(Duration duration) {
        List<Finding> findings = foundAfter(duration);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private void job(String name, Duration ago) {
        workspace.aws.trainingJob(REGION, TrainingJobSpec.inProgress(name, started(ago)));
    }

    private Instant started(Duration ago) {
        return workspace.clock.instant().minus(ago);
    }

    @Test
    void allIsWellAndNobodyIsTold() {
        workspace.ready();
        workspace.notebook();
        workspace.session("kernel", "uid-1");
        job(jobs + "train-1", Duration.ofHours(1));
        assertThat(foundAfter(TWO_HOURS)).isEmpty();
        assertThat(workspace.messages()).isEmpty();
        assertThat(workspace.status().findingCount()).isZero();
    }

    @Test
    void aNotebookThatIsNotThereYetIsNothingToTell() {
        workspace.ready();
        assertThat(foundAfter(TWO_HOURS)).isEmpty();
    }

    @Test
    void aFailedNotebookIsToldInOneMessageALook() {
        workspace.ready();
        workspace.aws.faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "no capacity left");
        workspace.notebook();
        assertThat(onlyFindingAfter(Duration.ofHours(1)))
                .isEqualTo(new Finding("NotebookInstance", workspace.name(), "Failed", "no capacity left"));
        int looks = workspace.aws.executions(workspace.name()).size();
        assertThat(workspace.messages()).isNotEmpty().hasSizeBetween(looks - 1, looks);
        assertThat(workspace.messages().get(0)).contains("team-a/orders", "Failed: NotebookInstance", "no capacity");
    }

    @Test
    void aNotebookThatHangsIsOverdue() {
        workspace.ready();
        workspace.notebook();
        workspace.aws.faults().hold(ResourceType.NOTEBOOK_INSTANCE, workspace.name(), "Stopping");
        workspace.stopNotebook();
        assertThat(onlyFindingAfter(Duration.ofHours(3)).detail()).startsWith("has been Stopping since 2026-11-23T08");
    }

    @ParameterizedTest(name = "from {0} to {1} in {2}, looked at on Monday at 10:00 UTC: overdue {3}")
    @CsvSource({
        "08:00, 18:00, UTC, false",
        "08:00, 09:30, UTC, true",
        "11:30, 18:00, UTC, true",
        "11:30, 18:00, Europe/Helsinki, false",
        "08:00, 11:30, Europe/Helsinki, true",
        "20:00, 11:00, UTC, true",
        "08:00, 09:55, UTC, false"
    })
    void aNotebookInServiceOutsideItsWorkingHoursIsOverdue(String start, String stop, String zone, boolean overdue) {
        workspace.spec(HOURS.formatted(TOPIC, start, stop, zone)).ready();
        workspace.notebook();
        workspace.clock.set(Instant.parse("2026-11-23T10:10:00Z"));
        List<Finding> findings = workspace.findings();
        if (overdue) {
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.problem()).isEqualTo("Overdue");
                assertThat(finding.detail()).contains("outside its working hours, which ended at 2026-11-2");
            });
        } else {
            assertThat(findings).isEmpty();
        }
    }

    @Test
    void hoursOverMidnightBelongToTheDayOnWhichTheyBegin() {
        workspace.spec(HOURS.formatted(TOPIC, "20:00", "11:00", "UTC")).ready();
        workspace.notebook();
        workspace.clock.set(Instant.parse("2026-11-24T10:10:00Z"));
        assertThat(workspace.findings()).isEmpty();
    }

    @Test
    void aNotebookThatWasAskedForOutsideItsHoursIsNot() {
        workspace
                .spec(HOURS.formatted(TOPIC, "11:30", "18:00", "UTC"))
                .startAskedAt(START)
                .ready();
        workspace.notebook();
        assertThat(foundAfter(TWO_HOURS)).isEmpty();
    }

    @Test
    void aNotebookInServiceThatShouldBeStoppedIsOverdue() {
        workspace.spec("notebook: {state: Stopped}\nmonitoring: {}").ready();
        workspace.notebook();
        assertThat(onlyFindingAfter(TWO_HOURS).detail()).contains("though the workspace says that it is stopped");
    }

    @Test
    void sessionsPastTheirEndAreOverdue() {
        workspace
                .spec("glueKernels: {timeout: 1h}\nmonitoring: {}")
                .usedBy("explore", "uid-2", "{expiresAt: '2026-11-23T09:30:00Z'}")
                .usedBy("later", "uid-3", "{expiresAt: '2026-11-24T09:30:00Z'}")
                .ready();
        workspace.notebook();
        workspace.session("kernel", "uid-1");
        workspace.session("own", "uid-2");
        workspace.session("own-later", "uid-3");
        workspace.session("of-somebody-else", "uid-9");
        assertThat(foundAfter(Duration.ofHours(3)))
                .extracting(Finding::kind, Finding::name, Finding::problem)
                .containsExactly(tuple("Session", "kernel", "Overdue"), tuple("Session", "own", "Overdue"));
        assertThat(workspace.findings().get(1).detail())
                .isEqualTo("of GlueDevSession explore should have ended at 2026-11-23T09:30:00.000Z");
    }

    @Test
    void aSessionIsIdleOnceItsNotebookIsOff() {
        workspace.ready();
        workspace.notebook();
        workspace.session("kernel", "uid-1");
        workspace.stopNotebook();
        assertThat(onlyFindingAfter(TWO_HOURS))
                .extracting(Finding::name, Finding::problem)
                .containsExactly("kernel", "Idle");
    }

    @Test
    void aSessionThatFailedIsToldOnce() {
        workspace.ready();
        workspace.notebook();
        workspace.aws.faults().failNext(ResourceType.SESSION, "no addresses left");
        workspace.session("kernel", "uid-1");
        Finding failed = onlyFindingAfter(Duration.ofMinutes(61));
        assertThat(failed).isEqualTo(new Finding("Session", "kernel", "Failed", "no addresses left"));
        assertThat(foundAfter(TWO_HOURS)).isEmpty();
        assertThat(workspace.messages()).hasSize(1);
    }

    @Test
    void devEndpointsAreFailedOverdueOrIdle() {
        workspace
                .usedBy(
                        "old",
                        "uid-2",
                        "{expiresAt: '2026-11-23T09:00:00Z', endpoint: {backend: DevEndpoint, name: mlops-team-a-old}}")
                .usedBy(
                        "gone",
                        "uid-3",
                        "{expiresAt: '2026-11-23T09:00:00Z', endpoint: {backend: DevEndpoint, name: mlops-team-a-gone}}")
                .ready();
        workspace.notebook();
        workspace.glue.createDevEndpoint(request ->
                request.endpointName("mlops-team-a-old").roleArn(ROLE).glueVersion("1.0"));
        assertThat(onlyFindingAfter(Duration.ofHours(2)))
                .extracting(Finding::kind, Finding::name, Finding::problem)
                .containsExactly("DevEndpoint", "mlops-team-a-old", "Overdue");
    }

    @Test
    void moreThanAPageOfSessionsIsLookedAt() {
        workspace
                .spec("glueKernels: {timeout: 1h}\nmonitoring: {notifyTopicArn: '" + TOPIC + "'}")
                .ready();
        workspace.notebook();
        for (int i = 0; i < 60; i++) {
            workspace.session("kernel-%02d".formatted(i), "uid-1");
        }
        assertThat(foundAfter(Duration.ofHours(3))).hasSize(20);
        assertThat(workspace.status().findingCount()).isEqualTo(60);
        assertThat(workspace.messages().get(workspace.messages().size() - 1)).contains("kernel-00", "kernel-59");
    }

    @Test
    void aFailedCrawlIsTold() {
        workspace.onLake("sales", "uid-5").ready();
        workspace.notebook();
        String crawlers = ResourceName.of(new Ownership("cluster-1", "DataLake", "team-a", "sales", "uid-5"));
        workspace.aws.buckets().create(REGION, "acme-sales");
        crawler(crawlers + "-raw");
        crawler(crawlers + "-curated");
        workspace.aws.faults().failNext(ResourceType.CRAWLER, "access denied to the bucket");
        workspace.glue.startCrawler(request -> request.name(crawlers + "-raw"));
        workspace.glue.startCrawler(request -> request.name(crawlers + "-curated"));
        Finding failed = onlyFindingAfter(TWO_HOURS);
        assertThat(failed.kind()).isEqualTo("Crawler");
        assertThat(failed.name()).isEqualTo(crawlers + "-raw");
        assertThat(failed.detail()).contains("failed: access denied to the bucket");
    }

    private void crawler(String name) {
        workspace.glue.createCrawler(request -> request.name(name)
                .role(ROLE)
                .databaseName("sales")
                .tags(Map.of(Ownership.UID, "uid-5"))
                .targets(targets -> targets.s3Targets(
                        S3Target.builder().path("s3://acme-sales/raw/").build())));
    }

    @Test
    void trainingJobsThatFailedOrRunForLongAreTold() {
        workspace.ready();
        workspace.notebook();
        job(jobs + "long", Duration.ofHours(30));
        job("x-" + jobs + "of-another", Duration.ofHours(30));
        workspace.aws.trainingJob(
                REGION,
                TrainingJobSpec.inProgress(jobs + "wrong", started(Duration.ofHours(1)))
                        .failed(workspace.clock.instant(), "AlgorithmError: no data"));
        workspace.aws.trainingJob(
                REGION,
                TrainingJobSpec.inProgress(jobs + "long-ago", started(Duration.ofDays(9)))
                        .failed(started(Duration.ofDays(8)), "AlgorithmError: no data"));
        assertThat(foundAfter(Duration.ofMinutes(61)))
                .extracting(Finding::kind, Finding::name, Finding::problem)
                .containsExactly(
                        tuple("TrainingJob", jobs + "wrong", "Failed"), tuple("TrainingJob", jobs + "long", "Overdue"));
        assertThat(workspace.status().findings().get(0).detail()).isEqualTo("AlgorithmError: no data");
        assertThat(foundAfter(TWO_HOURS)).extracting(Finding::name).containsExactly(jobs + "long");
    }

    @Test
    void oneLookThatIsDeniedHidesNoOther() {
        workspace.onLake("sales", "uid-5").ready();
        workspace.aws.faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "no capacity left");
        workspace.notebook();
        job(jobs + "long", Duration.ofHours(30));
        workspace
                .aws
                .faults()
                .on("glue", "ListSessions")
                .failBefore("AccessDeniedException", "not authorized to perform glue:ListSessions", 400);
        assertThat(foundAfter(TWO_HOURS))
                .extracting(Finding::kind, Finding::problem)
                .containsExactly(
                        tuple("NotebookInstance", "Failed"),
                        tuple("Session", "Failed"),
                        tuple("TrainingJob", "Overdue"));
        assertThat(workspace.findings().get(1).detail())
                .startsWith("could not look at its Glue sessions: Glue.AccessDeniedException: not authorized");
    }

    @Test
    void everyLookThatIsDeniedIsTold() {
        workspace
                .onLake("sales", "uid-5")
                .usedBy("old", "uid-2", "{endpoint: {backend: DevEndpoint, name: mlops-team-a-old}}")
                .ready();
        for (String operation : List.of("ListSessions", "GetDevEndpoint", "ListCrawlers")) {
            workspace.aws.faults().on("glue", operation).failBefore("AccessDeniedException", "denied", 400);
        }
        for (String operation : List.of("DescribeNotebookInstance", "ListTrainingJobs")) {
            workspace.aws.faults().on("sagemaker", operation).failBefore("AccessDeniedException", "denied", 400);
        }
        assertThat(foundAfter(TWO_HOURS))
                .hasSize(6)
                .allSatisfy(finding -> assertThat(finding.detail()).startsWith("could not look"))
                .extracting(Finding::kind)
                .containsExactly("NotebookInstance", "Session", "DevEndpoint", "Crawler", "TrainingJob", "TrainingJob");
    }

    @Test
    void aThrottledLookIsTakenAgain() {
        workspace.ready();
        workspace.notebook();
        workspace
                .aws
                .faults()
                .on("glue", "ListSessions")
                .first(2)
                .failBefore("ThrottlingException", "Rate exceeded", 400);
        assertThat(foundAfter(TWO_HOURS)).isEmpty();
        assertThat(workspace.messages()).isEmpty();
    }

    @Test
    void withoutATopicItOnlyFinds() {
        workspace.spec("monitoring: {}").ready();
        job(jobs + "long", Duration.ofHours(30));
        assertThat(foundAfter(TWO_HOURS)).hasSize(1);
        assertThat(workspace.aws.calls()).noneMatch(call -> call.service().equals("sns"));
    }

    @Test
    void aTopicThatDoesNotTakeTheMessageIsFoundToo() {
        String elsewhere = "arn:aws:sns:eu-west-1:123456789012:alerts";
        workspace.spec("monitoring: {notifyTopicArn: '" + elsewhere + "'}").ready();
        job(jobs + "long", Duration.ofHours(30));
        assertThat(foundAfter(TWO_HOURS)).extracting(Finding::kind).containsExactly("TrainingJob", "Topic");
    }
}
