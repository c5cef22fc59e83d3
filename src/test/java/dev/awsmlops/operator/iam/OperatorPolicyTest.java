package dev.awsmlops.operator.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Placements;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.service.Timings;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.IamClient;

/** The policies that users give the operator allow all that it does, and nothing that it never does. */
class OperatorPolicyTest {

    /** IAM User Guide, "IAM and AWS STS quotas", size of a managed policy. */
    private static final int MOST_CHARACTERS = 6144;

    /** Every service's tags can be taken away, and only the mark of an idle stop is: from notebooks, with DeleteTags. */
    private static final Set<String> NEVER_CALLED = Set.of(
            "codecommit:UntagResource",
            "glue:UntagResource",
            "iam:UntagRole",
            "scheduler:UntagResource",
            "states:UntagResource");

    private static final Map<Kind, Set<RecordedCall>> CALLS = new EnumMap<>(Kind.class);

    @BeforeAll
    static void live() {
        for (Kind kind : Kind.values()) {
            var recorder = new Recorder();
            switch (kind) {
                case DATA_LAKE -> LakeLife.record(recorder);
                case SESSION -> SessionLife.record(recorder);
                case WORKSPACE -> WorkspaceLife.record(recorder);
                case SWEEPER -> SweeperLife.record(recorder);
            }
            CALLS.put(kind, recorder.calls());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachKindsPolicyAndTheCommonOneHoldEveryActionOfItsCalls(Kind kind) {
        Set<String> allowed = new TreeSet<>(kind.policy().actions());
        allowed.addAll(PolicyFile.common().actions());

        assertThat(allowed).containsAll(actions(CALLS.get(kind)));
    }

    @ParameterizedTest
    @EnumSource
    void aKindsPolicyHoldsNothingThatTheKindNeverDoes(Kind kind) {
        Set<String> used = actions(CALLS.get(kind));
        used.addAll(WithoutCall.allActions());

        assertThat(used).containsAll(kind.policy().actions());
    }

    @Test
    void theCommonPolicyHoldsWhatSeveralKindsDoAndNothingElse() {
        assertThat(PolicyFile.common().actions()).allSatisfy(action -> assertThat(
                        CALLS.values().stream().filter(calls -> actions(calls).contains(action)))
                .as(action)
                .hasSizeGreaterThan(1));
    }

    @Test
    void whateverTheSourcesCallIsCalledInTheseLives() {
        Set<String> recorded = CALLS.values().stream()
                .flatMap(Collection::stream)
                .map(RecordedCall::operation)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> inSources = SdkCalls.inSources();

        assertThat(inSources).as("found in the sources").containsAll(recorded).containsAll(NEVER_CALLED);
        inSources.removeAll(NEVER_CALLED);
        assertThat(recorded).as("what a life is to be extended by").containsAll(inSources);
    }

    @Test
    void forAnotherAccountsNamespaceTheOperatorOnlyAssumesARoleOfThatAccount() {
        String role = "arn:aws:iam::222222222222:role/mlops-operator";
        try (var world = World.withOperator()) {
            world.otherAccount("222222222222", role);
            world.annotateNamespace(Placements.ROLE_ARN, role);
            world.apply(Manifest.SESSION.named("etl", "roleArn: arn:aws:iam::222222222222:role/glue-dev"));
            world.until("it is in the other account", Duration.ofMinutes(5), () -> {
                var status = world.session("etl").getStatus();
                return status != null && status.startedAt() != null;
            });

            assertThat(world.calls()).isNotEmpty().allSatisfy(call -> assertThat(
                            PolicyFile.accounts().actions())
                    .containsExactly(call.service() + ":" + call.operation()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCallIsAllowedOnItsResource(Kind kind) {
        try (var account = new Account(kind)) {
            assertThat(CALLS.get(kind))
                    .allSatisfy(call -> assertThat(account.allows(call.action(), call.resourceArn(), call.tags()))
                            .as(call.toString())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DATA_LAKE, glue:DeleteCrawler, arn:aws:glue:us-east-1:123456789012:crawler/other",
        "DATA_LAKE, iam:DeleteRole, arn:aws:iam::123456789012:role/mlops-other",
        "DATA_LAKE, glue:DeleteDatabase, arn:aws:glue:us-east-1:210987654321:database/orders",
        "SESSION, sagemaker:StopNotebookInstance, arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/other",
        "SESSION, glue:DeleteDevEndpoint, arn:aws:glue:us-east-1:123456789012:devEndpoint/other",
        "SESSION, states:DeleteStateMachine, arn:aws:states:us-east-1:123456789012:stateMachine:other",
        "SESSION, glue:StopSession, arn:aws:glue:us-east-1:123456789012:session/other",
        "WORKSPACE, sagemaker:DeleteNotebookInstance, arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/other",
        "WORKSPACE, sagemaker:UpdateCodeRepository, arn:aws:sagemaker:us-east-1:123456789012:code-repository/other",
        "WORKSPACE, scheduler:DeleteSchedule, arn:aws:scheduler:us-east-1:123456789012:schedule/default/mlops-x",
        "WORKSPACE, s3:DeleteObject, arn:aws:s3:::acme-orders/raw/orders/a.csv",
        "WORKSPACE, codecommit:DeleteRepository, arn:aws:codecommit:us-east-1:123456789012:other",
        "WORKSPACE, glue:StopSession, arn:aws:glue:us-east-1:123456789012:session/other",
        "SWEEPER, sagemaker:DeleteNotebookInstance, arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/mlops-x",
        "SWEEPER, glue:DeleteDevEndpoint, arn:aws:glue:us-east-1:123456789012:devEndpoint/mlops-x",
        "SWEEPER, glue:DeleteCrawler, arn:aws:glue:us-east-1:123456789012:crawler/mlops-x",
        "SWEEPER, glue:StopSession, arn:aws:glue:us-east-1:123456789012:session/mlops-x",
        "SWEEPER, states:DeleteStateMachine, arn:aws:states:us-east-1:123456789012:stateMachine:mlops-x",
        "SWEEPER, scheduler:DeleteScheduleGroup, arn:aws:scheduler:us-east-1:123456789012:schedule-group/mlops-x",
        "SWEEPER, glue:DeleteDatabase, arn:aws:glue:us-east-1:123456789012:database/orders",
        "SWEEPER, codecommit:DeleteRepository, arn:aws:codecommit:us-east-1:123456789012:team-a-returns",
        "SWEEPER, s3:DeleteBucket, arn:aws:s3:::acme-orders",
    })
    void whatIsSomebodyElsesIsNotAllowed(Kind kind, String action, String arn) {
        try (var account = new Account(kind)) {
            assertThat(account.allows(action, arn, Map.of("aws-mlops.dev/cluster", "another")))
                    .isFalse();
        }
    }

    static List<PolicyFile> files() {
        return PolicyFile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aPolicyFitsIntoAManagedOneAndNamesEveryAction(PolicyFile file) {
        assertThat(file.size()).isLessThanOrEqualTo(MOST_CHARACTERS);
        assertThat(file.actions()).allMatch(action -> action.matches("[a-z0-9]+:[A-Z][A-Za-z0-9]+"));
    }

    /** Otherwise the operator could give its roles to any service that runs code. */
    @ParameterizedTest
    @MethodSource("files")
    void rolesArePassedToNamedServicesOnly(PolicyFile file) {
        assertThat(file.statements())
                .filteredOn(
                        statement -> PolicyFile.texts(statement.path("Action")).contains("iam:PassRole"))
                .allSatisfy(statement -> {
                    assertThat(PolicyFile.texts(statement
                                    .path("Condition")
                                    .path("StringEquals")
                                    .path("iam:PassedToService")))
                            .isNotEmpty()
                            .isSubsetOf(
                                    "glue.amazonaws.com",
                                    "sagemaker.amazonaws.com",
                                    "states.amazonaws.com",
                                    "scheduler.amazonaws.com");
                    assertThat(PolicyFile.texts(statement.path("Resource"))).doesNotContain("*");
                });
    }

    private static Set<String> actions(Set<RecordedCall> calls) {
        return calls.stream().map(RecordedCall::action).collect(Collectors.toCollection(TreeSet::new));
    }

    /** An account with a role that has the policies for one kind. */
    private static final class Account implements AutoCloseable {

        private static final String ROLE = "operator";

        private final SimulatedAws aws = new SimulatedAws(new ManualClock(World.START), Timings.realistic());
        private final IamClient iam =
                aws.configure(IamClient.builder(), "console").build();
        private final String roleArn;

        Account(Kind kind) {
            roleArn = iam.createRole(request -> request.roleName(ROLE).assumeRolePolicyDocument("""
                            {"Version": "2012-10-17",
                             "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                            "Principal": {"Service": "pods.eks.amazonaws.com"}}]}
                            """))
                    .role()
                    .arn();
            for (PolicyFile file : List.of(PolicyFile.common(), kind.policy())) {
                iam.putRolePolicy(request ->
                        request.roleName(ROLE).policyName(file.name()).policyDocument(file.filledIn()));
            }
        }

        boolean allows(String action, String arn, Map<String, String> tags) {
            return aws.allows(roleArn, action, arn, tags);
        }

        @Override
        public void close() {
            iam.close();
        }
    }
}
