package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableError;

class TableTest extends AwsTest {

    @BeforeEach
    void createDatabase() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("sales")));
    }

    private void create(String name) {
        glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name(name)));
    }

    private void createPartitioned(String name) {
        glue.createTable(r -> r.databaseName("sales")
                .tableInput(t -> t.name(name).partitionKeys(column("year", "string"), column("month", "string"))));
    }

    private void createPartition(String table, String... values) {
        glue.createPartition(r -> r.databaseName("sales").tableName(table).partitionInput(p -> p.values(values)
                .storageDescriptor(
                        s -> s.location("s3://lake/" + String.join("/", values)).columns(column("id", "bigint")))));
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static PartitionInput partition(String... values) {
        return PartitionInput.builder().values(values).build();
    }

    private Table get(String name) {
        return glue.getTable(r -> r.databaseName("sales").name(name)).table();
    }

    @Test
    void keepsWhatItWasMadeWithUnderANameInLowerCase() {
        glue.createTable(r -> r.databaseName("Sales").tableInput(t -> t.name("Orders")
                .description("What was ordered")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("classification", "csv"))
                .storageDescriptor(s -> s.location("s3://lake/orders/").columns(column("id", "bigint")))
                .partitionKeys(column("year", "string"))));
        Table table = get("ORDERS");
        assertThat(table.name()).isEqualTo("orders");
        assertThat(table.databaseName()).isEqualTo("sales");
        assertThat(table.description()).isEqualTo("What was ordered");
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/orders/");
        assertThat(CrawlingTest.columns(table)).isEqualTo("id:bigint");
        assertThat(CrawlingTest.columns(table.partitionKeys())).isEqualTo("year:string");
        assertThat(table.createTime()).isEqualTo(SimulatedClock.START);
        assertThat(table.createdBy()).isEqualTo("arn:aws:sts::123456789012:assumed-role/operator/simulated");
        assertThat(table.versionId()).isEqualTo("0");
    }

    @Test
    void isInTheInventoryUnderItsDatabase() {
        create("orders");
        SimulatedResource resource = aws.inventory().stream()
                .filter(one -> one.type() == ResourceType.TABLE)
                .findFirst()
                .orElseThrow();
        assertThat(resource.name()).isEqualTo("sales/orders");
        assertThat(resource.arn()).isEqualTo("arn:aws:glue:us-east-1:123456789012:table/sales/orders");
        assertThat(aws.running()).isEmpty();
        assertRefused(() -> glue.getTags(r -> r.resourceArn(resource.arn())), "EntityNotFoundException", "not found");
    }

    @Test
    void refusesASecondOneOfTheSameNameButNotInAnotherDatabase() {
        create("orders");
        assertThat(refusal(() -> create("Orders"))).isInstanceOf(AlreadyExistsException.class);
        glue.createDatabase(r -> r.databaseInput(d -> d.name("archive")));
        glue.createTable(r -> r.databaseName("archive").tableInput(t -> t.name("orders")));
    }

    @Test
    void getsANewVersionWithEachUpdate() {
        create("orders");
        glue.updateTable(
                r -> r.databaseName("sales").tableInput(t -> t.name("orders").description("New")));
        assertThat(get("orders").versionId()).isEqualTo("1");
        assertThat(get("orders").description()).isEqualTo("New");
        assertThat(refusal(() -> glue.updateTable(
                        r -> r.databaseName("sales").versionId("0").tableInput(t -> t.name("orders")))))
                .isInstanceOf(ConcurrentModificationException.class);
        glue.updateTable(r -> r.databaseName("sales").versionId("1").tableInput(t -> t.name("orders")));
        assertThat(get("orders").description()).isNull();
    }

    @Test
    void cannotBeReadChangedOrDeletedWhenItIsNotThere() {
        assertRefused(() -> get("none"), "EntityNotFoundException", "Table none not found.");
        assertRefused(
                () -> glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("none"))),
                "EntityNotFoundException",
                "none");
        assertRefused(
                () -> glue.deleteTable(r -> r.databaseName("sales").name("none")), "EntityNotFoundException", "none");
        assertRefused(
                () -> glue.createTable(r -> r.databaseName("none").tableInput(t -> t.name("orders"))),
                "EntityNotFoundException",
                "Database none not found.");
        assertRefused(() -> glue.getTables(r -> r.databaseName("none")), "EntityNotFoundException", "Database none");
        assertRefused(
                () -> glue.batchDeleteTable(r -> r.databaseName("none").tablesToDelete("orders")),
                "EntityNotFoundException",
                "Database none");
    }

    @Test
    void isGoneOnceDeleted() {
        create("orders");
        glue.deleteTable(r -> r.databaseName("sales").name("orders"));
        assertRefused(() -> get("orders"), "EntityNotFoundException", "orders");
        create("orders");
    }

    @Test
    void isDeletedInABatchThatNamesTheMissing() {
        List.of("a", "b", "c").forEach(this::create);
        List<TableError> errors = glue.batchDeleteTable(
                        r -> r.databaseName("sales").tablesToDelete("a", "none", "c"))
                .errors();
        assertThat(errors).extracting(TableError::tableName).containsExactly("none");
        assertThat(errors.get(0).errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        assertThat(glue.getTables(r -> r.databaseName("sales")).tableList())
                .extracting(Table::name)
                .containsExactly("b");
        assertRefused(
                () -> glue.batchDeleteTable(r -> r.databaseName("sales").tablesToDelete(Collections.nCopies(101, "x"))),
                "ValidationException",
                "less than or equal to 100");
    }

    @Test
    void isListedInPages() {
        List<String> names =
                IntStream.range(0, 105).mapToObj("orders-%03d"::formatted).toList();
        names.forEach(this::create);
        assertThat(glue.getTables(r -> r.databaseName("sales")).tableList()).hasSize(100);
        assertThat(glue.getTablesPaginator(r -> r.databaseName("sales").maxResults(10)).stream()
                        .flatMap(page -> page.tableList().stream())
                        .map(Table::name))
                .containsExactlyElementsOf(names);
    }

    @Test
    void isListedByAPatternOfItsWholeName() {
        List.of("orders", "orders_old", "items").forEach(this::create);
        assertThat(glue.getTables(r -> r.databaseName("sales").expression("orders.*"))
                        .tableList())
                .extracting(Table::name)
                .containsExactly("orders", "orders_old");
        assertThat(glue.getTables(r -> r.databaseName("sales").expression("orders"))
                        .tableList())
                .extracting(Table::name)
                .containsExactly("orders");
        assertRefused(
                () -> glue.getTables(r -> r.databaseName("sales").expression("(")),
                "InvalidInputException",
                "Invalid expression");
    }

    @Test
    void isListedWithNoMoreThanWasAskedFor() {
        glue.createTable(r -> r.databaseName("sales")
                .tableInput(t -> t.name("orders").tableType("EXTERNAL_TABLE").description("Long")));
        Table table = glue.getTables(
                        r -> r.databaseName("sales").attributesToGet(TableAttributes.NAME, TableAttributes.TABLE_TYPE))
                .tableList()
                .get(0);
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.description()).isNull();
    }

    @Test
    void refusesWhatTheModelDoesNotAllow() {
        assertRefused(() -> create(""), "ValidationException", "at 'tableInput.name'");
        assertRefused(() -> glue.createTable(r -> r.databaseName("sales")), "ValidationException", "'tableInput'");
        assertRefused(
                () -> glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("a")
                        .storageDescriptor(
                                s -> s.columns(column("fine", "string"), column("x".repeat(256), "string"))))),
                "ValidationException",
                "at 'tableInput.storageDescriptor.columns.2.member.name'");
        assertRefused(
                () -> glue.createTable(
                        r -> r.databaseName("sales").tableInput(t -> t.name("a").retention(-1))),
                "ValidationException",
                "at 'tableInput.retention'");
    }

    @Test
    void refusesWhatIsNotSimulatedRatherThanPassOverIt() {
        assertRefused(
                () -> glue.createTable(r -> r.databaseName("sales")
                        .tableInput(t -> t.name("a"))
                        .partitionIndexes(PartitionIndex.builder()
                                .indexName("i")
                                .keys("year")
                                .build())),
                "UnknownOperationException",
                "PartitionIndexes is not simulated");
    }

    @Test
    void refusesMoreThanTheQuota() {
        aws.settings().quota(ResourceType.TABLE, 1);
        create("first");
        assertRefused(() -> create("second"), "ResourceNumberLimitExceededException", "limit of 1");
    }

    @Test
    void hasPartitionsWithAValueForEachKey() {
        createPartitioned("orders");
        createPartition("orders", "2026", "11");
        Partition partition = glue.getPartitions(r -> r.databaseName("sales").tableName("orders"))
                .partitions()
                .get(0);
        assertThat(partition.values()).containsExactly("2026", "11");
        assertThat(partition.storageDescriptor().location()).isEqualTo("s3://lake/2026/11");
        assertThat(partition.tableName()).isEqualTo("orders");
        assertThat(partition.creationTime()).isEqualTo(SimulatedClock.START);
        assertThat(glue.getPartitions(
                                r -> r.databaseName("sales").tableName("orders").excludeColumnSchema(true))
                        .partitions()
                        .get(0)
                        .storageDescriptor()
                        .hasColumns())
                .isFalse();
        assertRefused(() -> createPartition("orders", "2026"), "InvalidInputException", "The number of partition keys");
        assertRefused(() -> createPartition("orders", "2026", "11"), "AlreadyExistsException", "already exists");
        assertRefused(() -> createPartition("none", "2026", "11"), "EntityNotFoundException", "Table none");
    }

    @Test
    void getsPartitionsInABatchThatNamesTheRefused() {
        createPartitioned("orders");
        createPartition("orders", "2026", "11");
        var errors = glue.batchCreatePartition(r -> r.databaseName("sales")
                        .tableName("orders")
                        .partitionInputList(partition("2026", "10"), partition("2026", "11"), partition("2026")))
                .errors();
        assertThat(errors)
                .extracting(error -> error.errorDetail().errorCode())
                .containsExactly("AlreadyExistsException", "InvalidInputException");
        assertThat(glue.getPartitions(r -> r.databaseName("sales").tableName("orders"))
                        .partitions())
                .hasSize(2);
        List<PartitionInput> many = Collections.nCopies(
                101, PartitionInput.builder().values("a", "b").build());
        assertRefused(
                () -> glue.batchCreatePartition(
                        r -> r.databaseName("sales").tableName("orders").partitionInputList(many)),
                "ValidationException",
                "less than or equal to 100");
    }

    @Test
    void listsItsPartitionsInPages() {
        createPartitioned("orders");
        for (int month = 1; month <= 7; month++) {
            createPartition("orders", "2026", "0" + month);
        }
        assertThat(glue
                        .getPartitionsPaginator(
                                r -> r.databaseName("sales").tableName("orders").maxResults(3))
                        .stream()
                        .flatMap(page -> page.partitions().stream())
                        .map(partition -> partition.values().get(1)))
                .containsExactly("01", "02", "03", "04", "05", "06", "07");
        assertRefused(
                () -> glue.getPartitions(
                        r -> r.databaseName("sales").tableName("orders").expression("year = '2026'")),
                "UnknownOperationException",
                "Expression is not simulated");
    }
}
