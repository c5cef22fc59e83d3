package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class RolePolicyTest extends AwsTest {

    private static final String ARN = "arn:aws:iam::123456789012:role/lab";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private static final String NOTEBOOK = "arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/lab";

    @BeforeEach
    void createRole() {
        iam.createRole(r -> r.roleName("lab").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "states.amazonaws.com"}}]}"""));
    }

    private static String policy(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
    }

    private static String allow(String action, String resource) {
        return """
                {"Effect": "Allow", "Action": "%s", "Resource": "%s"}""".formatted(action, resource);
    }

    private void put(String name, String... statements) {
        iam.putRolePolicy(r -> r.roleName("lab").policyName(name).policyDocument(policy(statements)));
    }

    private boolean allows(String action, String resource) {
        return aws.allows(ARN, action, resource, Map.of());
    }

    @Test
    void keepsItsInlinePoliciesByName() {
        put("notebooks", allow("sagemaker:*", "*"));
        put("logs", allow("logs:*", "*"));
        put("notebooks", allow("sagemaker:Describe*", "*"));
        var read = iam.getRolePolicy(r -> r.roleName("lab").policyName("notebooks"));
        assertThat(read.roleName()).isEqualTo("lab");
        assertThat(read.policyName()).isEqualTo("notebooks");
        assertThat(URLDecoder.decode(read.policyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(policy(allow("sagemaker:Describe*", "*")));
        assertThat(iam.listRolePolicies(r -> r.roleName("lab")).policyNames()).containsExactly("logs", "notebooks");
        assertThat(iam.listRolePoliciesPaginator(r -> r.roleName("lab").maxItems(1))
                        .policyNames())
                .containsExactly("logs", "notebooks");

        assertThat(refusal(() -> iam.deleteRole(r -> r.roleName("lab"))))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete entity, must delete policies first.");
        iam.deleteRolePolicy(r -> r.roleName("lab").policyName("notebooks"));
        iam.deleteRolePolicy(r -> r.roleName("lab").policyName("logs"));
        iam.deleteRole(r -> r.roleName("lab"));
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void saysThatAnInlinePolicyIsMissing() {
        assertThat(refusal(() -> iam.getRolePolicy(r -> r.roleName("lab").policyName("none"))))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role policy with name none cannot be found.");
        assertThat(refusal(() -> iam.deleteRolePolicy(r -> r.roleName("lab").policyName("none"))))
                .isInstanceOf(NoSuchEntityException.class);
        assertThat(refusal(() -> iam.putRolePolicy(
                        r -> r.roleName("none").policyName("logs").policyDocument(policy(allow("logs:*", "*"))))))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role with name none cannot be found.");
    }

    @Test
    void refusesANameThatIsNotAllowed() {
        assertRefused(() -> put("a policy", allow("*", "*")), "ValidationError", "policyName is invalid");
        assertRefused(() -> put("x".repeat(129), allow("*", "*")), "ValidationError", "less than or equal to 128");
    }

    @Test
    void refusesMoreThan10240CharactersOfInlinePoliciesNotCountingWhiteSpace() {
        String half = allow("s3:GetObject", "arn:aws:s3:::" + "x".repeat(5_000)) + " ".repeat(10_000);
        put("one", half);
        put("two", half);
        put("two", half);
        assertThat(refusal(() -> put("three", allow("logs:*", "*"))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Maximum policy size of 10240 bytes exceeded for role lab");
        assertThat(iam.listRolePolicies(r -> r.roleName("lab")).policyNames()).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                                                  | Syntax errors in policy.
            not json                                                                            | Syntax errors in policy.
            {"Statement": [STATEMENT], "Extra": 1}                                              | Syntax errors in policy.
            {"Statement": [{"Effect": "Allow", "Actions": "s3:*", "Resource": "*"}]}            | Syntax errors in policy.
            {"Statement": [{"Effect": "Allow", "Action": "s3:*", "NotAction": "s3:*"}]}         | Syntax errors in policy.
            {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Condition": []}]}             | Syntax errors in policy.
            {"Statement": [{"Effect": "Allow", "Resource": "*"}]}                               | Policy statement must contain actions.
            {"Statement": [{"Effect": "Allow", "Action": "GetObject", "Resource": "*"}]}        | must be prefaced by a vendor
            {"Statement": [{"Effect": "Allow", "Action": "s3:*"}]}                              | Policy statement must contain resources.
            {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "bucket"}]}        | must be in ARN format or "*"
            {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Principal": "*"}]}            | should not specify a principal
            {"Statement": [SID, SID]}                                                           | must be unique
            """)
    void refusesAPolicyThatIsNone(String document, String message) {
        String sid = """
                {"Sid": "One", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}""";
        String filled = document.replace("STATEMENT", allow("s3:*", "*")).replace("SID", sid);
        assertThat(refusal(() -> iam.putRolePolicy(
                        r -> r.roleName("lab").policyName("broken").policyDocument(filled))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesManagedPoliciesUnseen() {
        String ours = "arn:aws:iam::123456789012:policy/team-a/Ours";
        iam.attachRolePolicy(r -> r.roleName("lab").policyArn(READ_ONLY));
        iam.attachRolePolicy(r -> r.roleName("lab").policyArn(ours));
        iam.attachRolePolicy(r -> r.roleName("lab").policyArn(ours));
        assertThat(iam.listAttachedRolePoliciesPaginator(r -> r.roleName("lab").maxItems(1))
                        .attachedPolicies())
                .containsExactly(
                        AttachedPolicy.builder()
                                .policyName("Ours")
                                .policyArn(ours)
                                .build(),
                        AttachedPolicy.builder()
                                .policyName("ReadOnlyAccess")
                                .policyArn(READ_ONLY)
                                .build());
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("lab").pathPrefix("/team-a/"))
                        .attachedPolicies())
                .extracting(AttachedPolicy::policyName)
                .containsExactly("Ours");

        iam.detachRolePolicy(r -> r.roleName("lab").policyArn(ours));
        assertThat(refusal(() -> iam.detachRolePolicy(r -> r.roleName("lab").policyArn(ours))))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("Policy " + ours + " was not found.");
        assertThat(refusal(() -> iam.deleteRole(r -> r.roleName("lab"))))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete entity, must detach all policies first.");
    }

    @Test
    void refusesToAttachWhatIsNoPolicyOrNotOurs() {
        assertThat(refusal(() -> iam.attachRolePolicy(r -> r.roleName("lab").policyArn("ReadOnlyAccess-policy"))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(refusal(() ->
                        iam.attachRolePolicy(r -> r.roleName("lab").policyArn("arn:aws:iam::999999999999:policy/x"))))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("does not exist or is not attachable");
        assertRefused(() -> iam.attachRolePolicy(r -> r.roleName("lab")), "ValidationError", "'policyArn'");
    }

    @Test
    void hasTenManagedPoliciesAtMost() {
        IntStream.range(0, 10)
                .forEach(i -> iam.attachRolePolicy(r -> r.roleName("lab").policyArn(READ_ONLY + i)));
        assertThat(refusal(() -> iam.attachRolePolicy(r -> r.roleName("lab").policyArn(READ_ONLY))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for PoliciesPerRole: 10");
    }

    @Test
    void isAllowedNothingWithoutAPolicy() {
        assertThat(allows("sagemaker:StopNotebookInstance", NOTEBOOK)).isFalse();
    }

    @Test
    void isAllowedEverythingIfNobodyMadeItHereUnlessTheAccountIsStrict() {
        assertThat(aws.allows(ROLE, "sagemaker:StopNotebookInstance", NOTEBOOK, Map.of()))
                .isTrue();
        assertThat(aws.allows("arn:aws:iam::999999999999:role/dev", "s3:GetObject", "*", Map.of()))
                .isFalse();
        aws.settings().strictRoles(true);
        assertThat(aws.allows(ROLE, "sagemaker:StopNotebookInstance", NOTEBOOK, Map.of()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sagemaker:StopNotebookInstance,       arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/lab,   true",
        "SageMaker:stopnotebookinstance,       arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/lab,   true",
        "sagemaker:Stop*,                      arn:aws:sagemaker:*:*:notebook-instance/*,                        true",
        "sagemaker:St?pNotebookInstance,       *,                                                                true",
        "*,                                    arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/l?b,   true",
        "sagemaker:StartNotebookInstance,      *,                                                                false",
        "sagemaker:Stop,                       *,                                                                false",
        "sagemaker:*,                          arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/lab2,  false",
        "sagemaker:*,                          arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/LAB,   false",
        "sagemaker:*,                          arn:aws:sagemaker:us.east-1:123456789012:notebook-instance/lab,   false"
    })
    void isAllowedWhatItsPoliciesName(String action, String resource, boolean allowed) {
        put("other", allow("logs:*", "*"));
        put("notebooks", allow(action, resource));
        assertThat(allows("sagemaker:StopNotebookInstance", NOTEBOOK)).isEqualTo(allowed);
    }

    @Test
    void isDeniedWhatAnyPolicyDenies() {
        put("all", allow("*", "*"));
        put("but", """
                {"Effect": "Deny", "Action": ["sagemaker:Delete*", "sagemaker:Stop*"], "Resource": ["%s"]}""".formatted(NOTEBOOK));
        assertThat(allows("sagemaker:StopNotebookInstance", NOTEBOOK)).isFalse();
        assertThat(allows("sagemaker:StopNotebookInstance", NOTEBOOK + "-2")).isTrue();
        assertThat(allows("sagemaker:StartNotebookInstance", NOTEBOOK)).isTrue();
    }

    @Test
    void isAllowedAllButWhatIsNamedByItsNegation() {
        put("most", """
                {"Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::secret/*"}""");
        assertThat(allows("s3:GetObject", "arn:aws:s3:::open/file")).isTrue();
        assertThat(allows("s3:GetObject", "arn:aws:s3:::secret/file")).isFalse();
        assertThat(allows("iam:GetRole", "*")).isFalse();
    }

    @Test
    void isAllowedByAManagedPolicyWhateverIsNotDenied() {
        iam.attachRolePolicy(r -> r.roleName("lab").policyArn(READ_ONLY));
        put("but", """
                {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}""");
        assertThat(allows("sagemaker:StopNotebookInstance", NOTEBOOK)).isTrue();
        assertThat(allows("s3:GetObject", "arn:aws:s3:::bucket/file")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "StringEquals": {"aws:ResourceTag/team": "a"}                                          | true
            "StringEquals": {"aws:resourcetag/Team": "a"}                                          | true
            "StringEquals": {"aws:ResourceTag/team": ["b", "a"]}                                   | true
            "StringEquals": {"aws:ResourceTag/team": "A"}                                          | false
            "StringEqualsIgnoreCase": {"aws:ResourceTag/team": "A"}                                | true
            "StringEquals": {"aws:ResourceTag/team": "*"}                                          | false
            "StringLike": {"aws:ResourceTag/team": "*"}                                            | true
            "StringLike": {"aws:ResourceTag/name": "lab-?"}                                        | true
            "StringLike": {"aws:ResourceTag/name": "lab"}                                          | false
            "StringNotEquals": {"aws:ResourceTag/team": "a"}                                       | false
            "StringNotEquals": {"aws:ResourceTag/team": "b"}                                       | true
            "StringNotEquals": {"aws:ResourceTag/none": "b"}                                       | true
            "StringEquals": {"aws:ResourceTag/none": "b"}                                          | false
            "StringEqualsIfExists": {"aws:ResourceTag/none": "b"}                                  | true
            "StringEqualsIfExists": {"aws:ResourceTag/team": "b"}                                  | false
            "StringEquals": {"aws:ResourceTag/team": "a", "aws:ResourceTag/name": "lab-1"}         | true
            "StringEquals": {"aws:ResourceTag/team": "a", "aws:ResourceTag/name": "lab-2"}         | false
            "StringEquals": {"aws:ResourceTag/team": "a"}, "StringLike": {"aws:ResourceTag/name": "x*"} | false
            """)
    void isAllowedUnderConditionsOnTheTagsOfTheResource(String conditions, boolean allowed) {
        put("tagged", """
                {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {%s}}""".formatted(conditions));
        Map<String, String> tags = Map.of("team", "a", "name", "lab-1");
        assertThat(aws.allows(ARN, "sagemaker:StopNotebookInstance", NOTEBOOK, tags))
                .isEqualTo(allowed);
    }

    @Test
    void saysSoWhenAConditionIsNotSimulatedRatherThanGuess() {
        put("late", """
                {"Effect": "Allow", "Action": "*", "Resource": "*",
                 "Condition": {"DateGreaterThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}}""");
        assertThatThrownBy(() -> allows("s3:GetObject", "*"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("DateGreaterThan");
        put("late", allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}"));
        assertThatThrownBy(() -> allows("s3:GetObject", "*")).isInstanceOf(UnsupportedOperationException.class);
    }
}
