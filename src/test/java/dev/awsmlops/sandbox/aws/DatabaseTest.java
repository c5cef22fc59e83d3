package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseAttributes;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.ResourceShareType;

class DatabaseTest extends AwsTest {

    private static final String ARN = "arn:aws:glue:us-east-1:123456789012:database/sales";

    private void create(String name) {
        glue.createDatabase(r -> r.databaseInput(d -> d.name(name)));
    }

    private Database get(String name) {
        return glue.getDatabase(r -> r.name(name)).database();
    }

    @Test
    void keepsWhatItWasMadeWithUnderANameInLowerCase() {
        glue.createDatabase(r -> r.catalogId("123456789012").databaseInput(d -> d.name("Sales")
                .description("What was sold")
                .locationUri("s3://lake/sales/")
                .parameters(Map.of("owner", "team-a"))));
        Database database = get("SALES");
        assertThat(database.name()).isEqualTo("sales");
        assertThat(database.description()).isEqualTo("What was sold");
        assertThat(database.locationUri()).isEqualTo("s3://lake/sales/");
        assertThat(database.parameters()).isEqualTo(Map.of("owner", "team-a"));
        assertThat(database.createTime()).isEqualTo(SimulatedClock.START);
        assertThat(database.catalogId()).isEqualTo("123456789012");
        assertThat(database.createTableDefaultPermissions().get(0).principal().dataLakePrincipalIdentifier())
                .isEqualTo("IAM_ALLOWED_PRINCIPALS");
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create("sales");
        assertThat(refusal(() -> create("Sales"))).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void isGoneWithItsTablesOnceDeleted() {
        create("sales");
        create("stock");
        glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("orders")));
        glue.createTable(r -> r.databaseName("stock").tableInput(t -> t.name("items")));
        glue.deleteDatabase(r -> r.name("sales"));
        assertThat(refusal(() -> get("sales"))).isInstanceOf(EntityNotFoundException.class);
        assertRefused(
                () -> glue.getTable(r -> r.databaseName("sales").name("orders")),
                "EntityNotFoundException",
                "Database sales not found");
        assertThat(aws.inventory())
                .extracting(SimulatedResource::name)
                .containsExactlyInAnyOrder("stock", "stock/items");

        create("sales");
        assertThat(glue.getTables(r -> r.databaseName("sales")).tableList()).isEmpty();
    }

    @Test
    void cannotBeReadChangedOrDeletedWhenItIsNotThere() {
        assertRefused(() -> get("none"), "EntityNotFoundException", "Database none not found.");
        assertRefused(() -> glue.deleteDatabase(r -> r.name("none")), "EntityNotFoundException", "none");
        assertRefused(
                () -> glue.updateDatabase(r -> r.name("none").databaseInput(d -> d.name("none"))),
                "EntityNotFoundException",
                "none");
    }

    @Test
    void isDescribedAnewByAnUpdate() {
        glue.createDatabase(
                r -> r.databaseInput(d -> d.name("sales").description("Old").locationUri("s3://lake/sales/")));
        glue.updateDatabase(
                r -> r.name("sales").databaseInput(d -> d.name("sales").description("New")));
        assertThat(get("sales").description()).isEqualTo("New");
        assertThat(get("sales").locationUri()).isNull();
        assertRefused(
                () -> glue.updateDatabase(r -> r.name("sales").databaseInput(d -> d.name("other"))),
                "InvalidInputException",
                "cannot be changed");
    }

    @Test
    void isListedInPages() {
        List<String> names =
                IntStream.range(0, 205).mapToObj("sales-%03d"::formatted).toList();
        names.forEach(this::create);
        assertThat(glue.getDatabases(r -> {}).databaseList()).hasSize(100);
        assertThat(glue.getDatabasesPaginator(r -> {}).stream()
                        .flatMap(page -> page.databaseList().stream())
                        .map(Database::name))
                .containsExactlyElementsOf(names);
        assertRefused(
                () -> glue.getDatabases(r -> r.maxResults(101)), "ValidationException", "less than or equal to 100");
    }

    @Test
    void isListedByNameOnlyWhenAskedSo() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("sales").description("What was sold")));
        Database named = glue.getDatabases(r -> r.attributesToGet(DatabaseAttributes.NAME))
                .databaseList()
                .get(0);
        assertThat(named.name()).isEqualTo("sales");
        assertThat(named.description()).isNull();
        assertThat(glue.getDatabases(r -> r.resourceShareType(ResourceShareType.ALL))
                        .databaseList())
                .hasSize(1);
        assertThat(glue.getDatabases(r -> r.resourceShareType(ResourceShareType.FOREIGN))
                        .databaseList())
                .isEmpty();
    }

    @Test
    void showsItsTagsOnlyByArn() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("Sales")).tags(Map.of("team", "a")));
        glue.tagResource(r -> r.resourceArn(ARN).tagsToAdd(Map.of("stage", "dev")));
        glue.untagResource(r -> r.resourceArn(ARN).tagsToRemove("team"));
        assertThat(glue.getTags(r -> r.resourceArn(ARN)).tags()).isEqualTo(Map.of("stage", "dev"));
        assertThat(aws.inventory().get(0).arn()).isEqualTo(ARN);
        assertThat(aws.inventory().get(0).tags()).isEqualTo(Map.of("stage", "dev"));
        assertThat(aws.inventory().get(0).type()).isEqualTo(ResourceType.DATABASE);
    }

    @Test
    void refusesWhatTheModelDoesNotAllow() {
        assertRefused(() -> create(""), "ValidationException", "at 'databaseInput.name'");
        assertRefused(() -> create("a\nb"), "ValidationException", "regular expression");
        assertRefused(() -> create("x".repeat(256)), "ValidationException", "less than or equal to 255");
        assertRefused(() -> glue.createDatabase(r -> {}), "ValidationException", "at 'databaseInput'");
        assertRefused(
                () -> glue.createDatabase(r -> r.databaseInput(d -> d.name("a").description("x".repeat(2049)))),
                "ValidationException",
                "at 'databaseInput.description'");
        assertRefused(
                () -> glue.createDatabase(r -> r.databaseInput(d -> d.name("a").locationUri(""))),
                "ValidationException",
                "at 'databaseInput.locationUri'");
        assertRefused(
                () -> glue.createDatabase(r -> r.databaseInput(d -> d.name("a").parameters(Map.of("", "x")))),
                "ValidationException",
                "at 'databaseInput.parameters'");
        assertRefused(
                () -> glue.createDatabase(r -> r.catalogId("999999999999").databaseInput(d -> d.name("a"))),
                "EntityNotFoundException",
                "Catalog 999999999999 not found");
        assertRefused(
                () -> glue.createDatabase(r -> r.databaseInput(d -> d.name("a")).tags(Map.of("aws:mine", "no"))),
                "InvalidInputException",
                "reserved");
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void refusesMoreThanTheQuota() {
        aws.settings().quota(ResourceType.DATABASE, 1);
        create("first");
        assertRefused(() -> create("second"), "ResourceNumberLimitExceededException", "limit of 1");
    }

    @Test
    void canBeDeniedByItsName() {
        aws.faults().on("glue", "CreateDatabase").about("sales").deny();
        assertRefused(
                () -> create("sales"),
                "AccessDeniedException",
                "glue:CreateDatabase on resource: arn:aws:glue:us-east-1:123456789012:database/sales");
        create("stock");
    }
}
