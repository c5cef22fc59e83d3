package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class RoleTest extends AwsTest {

    private static final String TRUSTS_SAGEMAKER = trusting("\"sagemaker.amazonaws.com\"");

    private static String trusting(String services) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": %s}}]}""".formatted(services);
    }

    private static Consumer<CreateRoleRequest.Builder> role(String name) {
        return r -> r.roleName(name).assumeRolePolicyDocument(TRUSTS_SAGEMAKER);
    }

    private Role create(String name) {
        return iam.createRole(role(name)).role();
    }

    private Role get(String name) {
        return iam.getRole(r -> r.roleName(name)).role();
    }

    private void createNotebook(String name, String roleArn) {
        sageMaker.createNotebookInstance(
                r -> r.notebookInstanceName(name).instanceType("ml.t3.medium").roleArn(roleArn));
    }

    private void assertNotAssumable(String roleArn) {
        assertRefused(() -> createNotebook("refused", roleArn), "ValidationException", "Could not assume role");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void showsWhatItWasMadeFrom() {
        String policy = trusting("[\"glue.amazonaws.com\", \"states.amazonaws.com\"]");
        Role made = iam.createRole(r -> r.roleName("lab+role=,.@-_")
                        .path("/team-a/")
                        .assumeRolePolicyDocument(policy)
                        .description("For <b>the</b> lab & more")
                        .maxSessionDuration(7200)
                        .permissionsBoundary("arn:aws:iam::aws:policy/PowerUserAccess")
                        .tags(tag("team", "a"), tag("empty", "")))
                .role();
        Role role = get("lab+role=,.@-_");
        assertThat(role).isEqualTo(made);
        assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/team-a/lab+role=,.@-_");
        assertThat(role.path()).isEqualTo("/team-a/");
        assertThat(role.roleId()).matches("AROA\\w{17}");
        assertThat(role.createDate()).isEqualTo(SimulatedClock.START);
        assertThat(role.description()).isEqualTo("For <b>the</b> lab & more");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.permissionsBoundary().permissionsBoundaryArn())
                .isEqualTo("arn:aws:iam::aws:policy/PowerUserAccess");
        assertThat(role.tags()).containsExactly(tag("team", "a"), tag("empty", ""));
        assertThat(role.assumeRolePolicyDocument()).doesNotContain(" ", "+", "\"");
        assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(policy);
    }

    @Test
    void lastsAnHourASessionUnlessToldOtherwise() {
        assertThat(create("lab").maxSessionDuration()).isEqualTo(3600);
        iam.updateRole(r -> r.roleName("lab").description("a lab").maxSessionDuration(7200));
        assertThat(get("lab").maxSessionDuration()).isEqualTo(7200);
        iam.updateRole(r -> r.roleName("lab"));
        assertThat(get("lab").maxSessionDuration()).isEqualTo(3600);
        assertThat(get("lab").description()).isEqualTo("a lab");
    }

    @Test
    void isTheSameOneInEveryRegion() {
        create("lab");
        for (Region region : List.of(Region.AWS_GLOBAL, Region.EU_WEST_1)) {
            IamClient client = aws.configure(IamClient.builder(), aws.door("console"), region)
                    .build();
            assertThat(client.listRoles().roles()).extracting(Role::roleName).containsExactly("lab");
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no name", "'roleName' failed", r -> r.roleName(null)),
                refusal("an empty name", "greater than or equal to 1", r -> r.roleName("")),
                refusal("a name too long", "less than or equal to 64", r -> r.roleName("x".repeat(65))),
                refusal("a name with a slash", "specified value for roleName is invalid", r -> r.roleName("a/b")),
                refusal("a path without slashes", "It must begin and end with /", r -> r.path("team")),
                refusal("a path too long", "less than or equal to 512", r -> r.path("/" + "x".repeat(512) + "/")),
                refusal("a long description", "less than or equal to 1000", r -> r.description("x".repeat(1001))),
                refusal("a session too short", "equal to 3600", r -> r.maxSessionDuration(3599)),
                refusal("a session too long", "equal to 43200", r -> r.maxSessionDuration(43201)),
                refusal("no policy", "'assumeRolePolicyDocument' failed", r -> r.assumeRolePolicyDocument(null)),
                refusal("a long tag key", "less than or equal to 128", r -> r.tags(tag("x".repeat(129), ""))),
                refusal("a long tag value", "less than or equal to 256", r -> r.tags(tag("x", "x".repeat(257)))),
                refusal(
                        "51 tags",
                        "less than or equal to 50",
                        r -> r.tags(IntStream.range(0, 51)
                                .mapToObj(i -> tag("key" + i, ""))
                                .toList())));
    }

    private static Arguments refusal(String what, String message, Consumer<CreateRoleRequest.Builder> change) {
        return Arguments.of(what, message, change);
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(String what, String message, Consumer<CreateRoleRequest.Builder> change) {
        assertRefused(() -> iam.createRole(role("lab").andThen(change)), "ValidationError", message);
        assertThat(aws.inventory()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                                     | This policy contains invalid Json
            {} {}                                                                 | This policy contains invalid Json
            {"Statement": []}                                                     | Syntax errors in policy.
            {"Statement": "all"}                                                  | Syntax errors in policy.
            {"Version": "2020-01-01", "Statement": STATEMENT}                     | Syntax errors in policy.
            {"Statements": STATEMENT}                                             | Syntax errors in policy.
            {"Statement": {"Effect": "Maybe"}}                                    | Syntax errors in policy.
            {"Statement": {"Effect": "Allow"}}                                    | Policy statement must contain actions.
            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole"}}        | Missing required field Principal
            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}} | Has prohibited field Resource
            {"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Principal": {}}}   | STS AssumeRole actions
            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "glue"}}} | Invalid principal in policy: "SERVICE":"glue"
            """)
    void refusesATrustPolicyThatIsNone(String document, String message) {
        String statement = """
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "glue.amazonaws.com"}}""";
        assertThat(refusal(() -> iam.createRole(
                        r -> r.roleName("lab").assumeRolePolicyDocument(document.replace("STATEMENT", statement)))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesATrustPolicyTooLongWithoutItsWhiteSpace() {
        create("lab");
        iam.updateAssumeRolePolicy(r -> r.roleName("lab").policyDocument(TRUSTS_SAGEMAKER + " ".repeat(2_048)));
        String services = String.join("\",\"", Collections.nCopies(100, "sagemaker.amazonaws.com"));
        assertThat(refusal(() -> iam.updateAssumeRolePolicy(
                        r -> r.roleName("lab").policyDocument(trusting("[\"" + services + "\"]")))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("ACLSizePerRole: 2048");
    }

    @Test
    void refusesABoundaryThatIsNoPolicyOrNotOurs() {
        assertThat(refusal(() -> iam.createRole(
                        role("lab").andThen(r -> r.permissionsBoundary("arn:aws:s3:::bucket/boundary")))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(refusal(() -> iam.createRole(
                        role("lab").andThen(r -> r.permissionsBoundary("arn:aws:iam::999999999999:policy/boundary")))))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void hasANameThatIsTakenWhateverItsCase() {
        create("lab");
        assertThat(refusal(() -> create("LAB")))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Role with name LAB already exists.");
    }

    @Test
    void isAnotherOneWhenItComesAgain() {
        String first = create("lab").roleId();
        iam.deleteRole(r -> r.roleName("lab"));
        assertThat(create("lab").roleId()).isNotEqualTo(first);
    }

    @Test
    void refusesMoreThanTheQuota() {
        aws.settings().quota(ResourceType.ROLE, 1);
        create("one");
        assertThat(refusal(() -> create("two")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for RolesPerAccount: 1");
    }

    @Test
    void isListedByPathInPagesWithoutItsTags() {
        IntStream.range(0, 7)
                .forEach(i -> iam.createRole(role("lab-" + i)
                        .andThen(r -> r.path(i < 5 ? "/labs/" : "/").tags(tag("team", "a")))));
        assertThat(iam.listRoles(r -> r.maxItems(3)).isTruncated()).isTrue();
        assertThat(iam.listRoles(r -> r.maxItems(7)).isTruncated()).isFalse();
        List<Role> labs = iam.listRolesPaginator(r -> r.pathPrefix("/lab").maxItems(2)).roles().stream()
                .toList();
        assertThat(labs).extracting(Role::roleName).containsExactly("lab-0", "lab-1", "lab-2", "lab-3", "lab-4");
        assertThat(labs).allSatisfy(role -> assertThat(role.hasTags()).isFalse());
        assertRefused(() -> iam.listRoles(r -> r.marker("?")), "ValidationError", "pagination token");
        assertRefused(() -> iam.listRoles(r -> r.maxItems(1001)), "ValidationError", "equal to 1000");
    }

    @Test
    void isUnseenByReadsAtFirstWhenToldSo() {
        aws.faults().hideNewFor(Duration.ofSeconds(5));
        create("lab");
        assertThat(refusal(() -> get("lab"))).isInstanceOf(NoSuchEntityException.class);
        pass(Duration.ofSeconds(5));
        assertThat(get("lab").roleName()).isEqualTo("lab");
    }

    @Test
    void canBeAssumedALittleLaterByTheServicesItTrusts() {
        String arn = create("lab").arn();
        assertNotAssumable(arn);
        pass(Duration.ofSeconds(10));
        createNotebook("lab", arn);

        iam.updateAssumeRolePolicy(
                r -> r.roleName("lab").policyDocument(trusting("[\"glue.amazonaws.com\", \"states.amazonaws.com\"]")));
        createNotebook("still", arn);
        pass(Duration.ofSeconds(10));
        assertNotAssumable(arn);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "StringEquals": {"aws:SourceAccount": "123456789012"}                          | true
            "StringEquals": {"aws:SourceAccount": ["123456789012", "999999999999"]}        | true
            "StringEquals": {"aws:SourceAccount": "999999999999"}                          | false
            "StringEquals": {"sts:ExternalId": "secret"}                                   | false
            "ArnLike": {"aws:SourceArn": "arn:aws:sagemaker:us-east-1:123456789012:*"}     | true
            """)
    void canBeAssumedUnderConditions(String conditions, boolean assumable) {
        String document =
                TRUSTS_SAGEMAKER.replace("\"Principal\"", "\"Condition\": {" + conditions + "}, \"Principal\"");
        String arn = iam.createRole(r -> r.roleName("lab").assumeRolePolicyDocument(document))
                .role()
                .arn();
        pass(Duration.ofSeconds(10));
        if (assumable) {
            createNotebook("lab", arn);
        } else {
            assertNotAssumable(arn);
        }
    }

    @Test
    void cannotBeAssumedByAServiceItDenies() {
        String arn = iam.createRole(r -> r.roleName("lab").assumeRolePolicyDocument("""
                        {"Statement": [
                          {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}},
                          {"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}}
                        ]}"""))
                .role()
                .arn();
        pass(Duration.ofSeconds(10));
        assertNotAssumable(arn);
    }

    @Test
    void hasTagsThatComeAndGo() {
        create("lab");
        iam.tagRole(r -> r.roleName("lab").tags(tag("team", "a"), tag("stage", "dev"), tag("owner", "me")));
        iam.tagRole(r -> r.roleName("lab").tags(tag("Team", "b")));
        iam.untagRole(r -> r.roleName("lab").tagKeys("STAGE", "unknown"));
        assertThat(iam.listRoleTags(r -> r.roleName("lab")).tags())
                .containsExactlyInAnyOrder(tag("Team", "b"), tag("owner", "me"));
        assertThat(aws.inventory().get(0).tags()).containsEntry("Team", "b").hasSize(2);
        assertThat(iam.listRoleTags(r -> r.roleName("lab").maxItems(1)).isTruncated())
                .isTrue();
        assertThat(iam.listRoleTagsPaginator(r -> r.roleName("lab").maxItems(1)).tags())
                .hasSize(2);
    }

    @Test
    void refusesTagsThatAreNotAllowed() {
        create("lab");
        assertThat(refusal(() -> iam.tagRole(r -> r.roleName("lab").tags(tag("team", "a"), tag("TEAM", "b")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Duplicate tag keys");
        assertThat(refusal(() -> iam.tagRole(r -> r.roleName("lab").tags(tag("aws:mine", "a")))))
                .isInstanceOf(InvalidInputException.class);
        IntStream.range(0, 50).forEach(i -> iam.tagRole(r -> r.roleName("lab").tags(tag("key" + i, ""))));
        assertThat(refusal(() -> iam.tagRole(r -> r.roleName("lab").tags(tag("more", "")))))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void isMissingForEveryOperationInTheSameWords() {
        Stream.<Runnable>of(
                        () -> iam.getRole(r -> r.roleName("none")),
                        () -> iam.updateRole(r -> r.roleName("none")),
                        () -> iam.updateAssumeRolePolicy(r -> r.roleName("none").policyDocument(TRUSTS_SAGEMAKER)),
                        () -> iam.deleteRole(r -> r.roleName("none")),
                        () -> iam.tagRole(r -> r.roleName("none").tags(tag("a", "b"))),
                        () -> iam.untagRole(r -> r.roleName("none").tagKeys("a")),
                        () -> iam.listRoleTags(r -> r.roleName("none")),
                        () -> iam.listRolePolicies(r -> r.roleName("none")),
                        () -> iam.listAttachedRolePolicies(r -> r.roleName("none")),
                        () -> iam.listInstanceProfilesForRole(r -> r.roleName("none")))
                .forEach(call -> assertThat(refusal(call::run))
                        .isInstanceOf(NoSuchEntityException.class)
                        .hasMessageContaining("The role with name none cannot be found."));
    }

    @Test
    void cannotBeDeletedWhileAnInstanceProfileHoldsIt() {
        create("lab");
        InstanceProfile profile =
                iam.createInstanceProfile(r -> r.instanceProfileName("vm")).instanceProfile();
        assertThat(profile.arn()).isEqualTo("arn:aws:iam::123456789012:instance-profile/vm");
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("vm").roleName("lab"));
        assertThat(iam.getInstanceProfile(r -> r.instanceProfileName("vm"))
                        .instanceProfile()
                        .roles())
                .extracting(Role::roleName)
                .containsExactly("lab");
        assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("lab")).instanceProfiles())
                .hasSize(1);
        assertThat(refusal(() -> iam.deleteRole(r -> r.roleName("lab"))))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete entity, must remove roles from instance profile first.");
        assertThat(refusal(() -> iam.deleteInstanceProfile(r -> r.instanceProfileName("vm"))))
                .isInstanceOf(DeleteConflictException.class);

        iam.removeRoleFromInstanceProfile(r -> r.instanceProfileName("vm").roleName("lab"));
        iam.deleteRole(r -> r.roleName("lab"));
        iam.deleteInstanceProfile(r -> r.instanceProfileName("vm"));
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void sharesAnInstanceProfileWithNoOther() {
        create("lab");
        create("other");
        iam.createInstanceProfile(r -> r.instanceProfileName("vm"));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("vm").roleName("lab"));
        assertThat(refusal(() -> iam.addRoleToInstanceProfile(
                        r -> r.instanceProfileName("vm").roleName("other"))))
                .isInstanceOf(LimitExceededException.class);
        assertThat(refusal(() -> iam.removeRoleFromInstanceProfile(
                        r -> r.instanceProfileName("vm").roleName("other"))))
                .isInstanceOf(NoSuchEntityException.class);
        assertThat(refusal(() -> iam.createInstanceProfile(r -> r.instanceProfileName("VM"))))
                .isInstanceOf(EntityAlreadyExistsException.class);
        assertThat(refusal(() -> iam.getInstanceProfile(r -> r.instanceProfileName("none"))))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("Instance Profile none cannot be found.");
    }
}
