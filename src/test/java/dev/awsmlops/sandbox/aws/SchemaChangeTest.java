package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CrawlerMetrics;
import software.amazon.awssdk.services.glue.model.CreateCrawlerRequest;
import software.amazon.awssdk.services.glue.model.Table;

/** What a later crawl makes of tables that are there already. */
class SchemaChangeTest extends CrawlingTest {

    private static final String WIDER = "id,item,price,colour\n1,pen,1.5,blue\n2,ink,x,red\n";

    private void createOf(String path, String update, String delete) {
        createCrawler("crawler", path, policies(update, delete));
    }

    private static Consumer<CreateCrawlerRequest.Builder> policies(String update, String delete) {
        return r -> r.schemaChangePolicy(p -> p.updateBehavior(update).deleteBehavior(delete));
    }

    private void assertChanges(int created, int updated, int deleted) {
        CrawlerMetrics metrics = metrics("crawler");
        assertThat(List.of(metrics.tablesCreated(), metrics.tablesUpdated(), metrics.tablesDeleted()))
                .containsExactly(created, updated, deleted);
    }

    @Test
    void changesNothingWhenNothingHasChanged() {
        s3.put(BUCKET, "orders/year=2026/a.csv", ORDERS);
        crawlOnce();
        assertChanges(1, 0, 0);
        crawl("crawler");
        assertChanges(0, 0, 0);
        assertThat(table("orders").versionId()).isEqualTo("0");
        assertThat(table("orders").updateTime()).isEqualTo(table("orders").createTime());
    }

    @Test
    void updatesATableWhoseSchemaHasChanged() {
        s3.put(BUCKET, "orders/a.csv", ORDERS);
        crawlOnce();
        s3.put(BUCKET, "orders/a.csv", WIDER);
        crawl("crawler");
        assertChanges(0, 1, 0);
        assertThat(columns(table("orders"))).isEqualTo("id:bigint item:string price:string colour:string");
        assertThat(table("orders").versionId()).isEqualTo("1");

        s3.put(BUCKET, "orders/a.csv", ORDERS);
        crawl("crawler");
        assertThat(columns(table("orders"))).isEqualTo("id:bigint item:string price:double");
    }

    @Test
    void removesMetadataThatItHasNotSet() {
        s3.put(BUCKET, "orders/a.csv", ORDERS);
        crawlOnce();
        glue.updateTable(r -> r.databaseName(DATABASE).tableInput(t -> t.name("orders")
                .description("By hand")
                .storageDescriptor(s -> s.location("s3://lake/orders"))));
        crawl("crawler");
        assertThat(table("orders").description()).isNull();
        assertThat(table("orders").storageDescriptor().columns()).hasSize(3);
    }

    @Test
    void leavesATableAsItIsWhenUpdatesAreOnlyLogged() {
        s3.put(BUCKET, "orders/year=2025/a.csv", ORDERS);
        createOf("s3://lake/orders", "LOG", "LOG");
        crawl("crawler");
        s3.put(BUCKET, "orders/year=2025/a.csv", WIDER);
        s3.put(BUCKET, "orders/year=2026/a.csv", WIDER);
        crawl("crawler");
        assertChanges(0, 0, 0);
        assertThat(table("orders").storageDescriptor().columns()).hasSize(3);
        assertThat(partitions("orders"))
                .as("new ones are always made")
                .containsExactly(List.of("2025"), List.of("2026"));
    }

    @Test
    void addsColumnsOnlyWhenTheyAreMerged() {
        s3.put(BUCKET, "orders/a.csv", ORDERS);
        crawlOnce(r -> r.configuration(
                "{\"Version\":1.0,\"CrawlerOutput\":{\"Tables\":{\"AddOrUpdateBehavior\":\"MergeNewColumns\"}}}"));
        s3.put(BUCKET, "orders/a.csv", WIDER);
        crawl("crawler");
        assertThat(columns(table("orders"))).isEqualTo("id:bigint item:string price:double colour:string");
        s3.put(BUCKET, "orders/a.csv", ORDERS);
        crawl("crawler");
        assertThat(columns(table("orders"))).isEqualTo("id:bigint item:string price:double colour:string");

        s3.put(BUCKET, "orders/a.csv", ORDERS.replace(',', '|'));
        crawl("crawler");
        assertThat(table("orders").parameters())
                .containsKey("DEPRECATED_BY_CRAWLER")
                .containsEntry("delimiter", ",");
        s3.put(BUCKET, "orders/a.csv", ORDERS);
        crawl("crawler");
        assertThat(table("orders").parameters()).doesNotContainKey("DEPRECATED_BY_CRAWLER");
    }

    @Test
    void marksATableWhoseDataIsGoneAndUnmarksItWhenTheyAreBack() {
        s3.put(BUCKET, "raw/orders/a.csv", ORDERS);
        s3.put(BUCKET, "raw/people/a.json", CUSTOMERS);
        createOf("s3://lake/raw", "UPDATE_IN_DATABASE", "DEPRECATE_IN_DATABASE");
        crawl("crawler");
        s3.delete(BUCKET, "raw/people/");
        crawl("crawler");
        assertChanges(0, 1, 0);
        Table marked = table("people");
        assertThat(marked.parameters().get("DEPRECATED_BY_CRAWLER"))
                .isEqualTo(Long.toString(marked.updateTime().toEpochMilli()));
        assertThat(marked.storageDescriptor().parameters()).containsKey("DEPRECATED_BY_CRAWLER");
        crawl("crawler");
        assertChanges(0, 0, 0);

        s3.put(BUCKET, "raw/people/a.json", CUSTOMERS);
        crawl("crawler");
        assertChanges(0, 1, 0);
        assertThat(table("people").parameters()).doesNotContainKey("DEPRECATED_BY_CRAWLER");
    }

    @Test
    void deletesATableWhoseDataIsGoneWhenSoSet() {
        s3.put(BUCKET, "raw/orders/a.csv", ORDERS);
        s3.put(BUCKET, "raw/people/a.json", CUSTOMERS);
        createOf("s3://lake/raw", "UPDATE_IN_DATABASE", "DELETE_FROM_DATABASE");
        crawl("crawler");
        s3.delete(BUCKET, "raw/");
        crawl("crawler");
        assertChanges(0, 0, 2);
        assertThat(tableNames()).isEmpty();
    }

    @Test
    void keepsATableWhoseDataIsGoneWhenDeletionsAreOnlyLogged() {
        s3.put(BUCKET, "orders/a.csv", ORDERS);
        createOf("s3://lake/orders", "UPDATE_IN_DATABASE", "LOG");
        crawl("crawler");
        s3.delete(BUCKET, "orders/");
        crawl("crawler");
        assertChanges(0, 0, 0);
        assertThat(table("orders").parameters()).doesNotContainKey("DEPRECATED_BY_CRAWLER");
    }

    @Test
    void leavesTablesAloneThatOthersMadeOrThatItNoLongerCrawls() {
        s3.put(BUCKET, "a/orders/a.csv", ORDERS);
        s3.put(BUCKET, "b/people/a.json", CUSTOMERS);
        createOf("s3://lake/a", "UPDATE_IN_DATABASE", "DELETE_FROM_DATABASE");
        createCrawler("other", "s3://lake/b");
        crawl("other");
        glue.createTable(r -> r.databaseName(DATABASE)
                .tableInput(t -> t.name("mine").storageDescriptor(s -> s.location("s3://lake/a/mine/"))));
        crawl("crawler");
        assertThat(tableNames()).containsExactly("mine", "orders", "people");

        glue.updateCrawler(r -> r.name("crawler").targets(t -> t.s3Targets(target("s3://lake/c"))));
        crawl("crawler");
        assertThat(tableNames()).containsExactly("mine", "orders", "people");
    }

    @Test
    void addsUpdatesAndDeletesPartitions() {
        s3.put(BUCKET, "orders/year=2024/a.csv", ORDERS);
        s3.put(BUCKET, "orders/year=2025/a.csv", ORDERS);
        createOf("s3://lake/orders", "UPDATE_IN_DATABASE", "DELETE_FROM_DATABASE");
        crawl("crawler");
        s3.delete(BUCKET, "orders/year=2024/");
        s3.put(BUCKET, "orders/year=2025/b.csv", ORDERS);
        s3.put(BUCKET, "orders/year=2026/a.csv", ORDERS);
        crawl("crawler");
        assertThat(partitions("orders")).containsExactly(List.of("2025"), List.of("2026"));
        assertThat(glue.getPartitions(r -> r.databaseName(DATABASE).tableName("orders"))
                        .partitions()
                        .get(0)
                        .parameters())
                .containsEntry("objectCount", "2");
        String summary =
                glue.listCrawls(r -> r.crawlerName("crawler")).crawls().get(0).summary();
        assertThat(summary)
                .contains("orders/2024", "orders/2025", "orders/2026")
                .contains("ADD", "UPDATE", "DELETE");
    }

    @Test
    void keepsPartitionsWhoseDataIsGoneUnlessSetToDelete() {
        s3.put(BUCKET, "orders/year=2024/a.csv", ORDERS);
        s3.put(BUCKET, "orders/year=2025/a.csv", ORDERS);
        crawlOnce();
        s3.delete(BUCKET, "orders/year=2024/");
        crawl("crawler");
        assertThat(partitions("orders")).hasSize(2);
    }

    @Test
    void startsPartitionsAnewWhenTheirKeysChange() {
        s3.put(BUCKET, "orders/year=2025/a.csv", ORDERS);
        createCrawler("crawler", "s3://lake/orders");
        crawl("crawler");
        s3.delete(BUCKET, "orders/");
        s3.put(BUCKET, "orders/year=2025/month=1/a.csv", ORDERS);
        crawl("crawler");
        assertThat(columns(table("orders").partitionKeys())).isEqualTo("year:string month:string");
        assertThat(partitions("orders")).containsExactly(List.of("2025", "1"));
    }

    @Test
    void letsPartitionsInheritFromTheirTable() {
        s3.put(BUCKET, "orders/year=2025/a.csv", ORDERS);
        s3.put(BUCKET, "orders/year=2026/a.csv", WIDER);
        createCrawler(
                "crawler",
                "s3://lake/orders",
                r -> r.configuration(
                        "{\"Version\":1.0,\"CrawlerOutput\":{\"Partitions\":{\"AddOrUpdateBehavior\":\"InheritFromTable\"}}}"));
        crawl("crawler");
        assertThat(glue.getPartitions(r -> r.databaseName(DATABASE).tableName("orders"))
                        .partitions())
                .allSatisfy(partition -> assertThat(
                                columns(partition.storageDescriptor().columns()))
                        .isEqualTo(columns(table("orders"))))
                .extracting(partition -> partition.storageDescriptor().location())
                .containsExactly("s3://lake/orders/year=2025/", "s3://lake/orders/year=2026/");
    }

    @Test
    void addsNothingButPartitionsAfterTheFirstCrawlOfNewFoldersOnly() {
        s3.put(BUCKET, "orders/year=2025/a.csv", ORDERS);
        createCrawler("crawler", "s3://lake", r -> r.recrawlPolicy(p -> p.recrawlBehavior("CRAWL_NEW_FOLDERS_ONLY"))
                .schemaChangePolicy(p -> p.updateBehavior("LOG").deleteBehavior("LOG"))
                .targets(t -> t.s3Targets(target("s3://lake/orders"), target("s3://lake/people"))));
        crawl("crawler");
        Map<String, String> before = table("orders").parameters();
        s3.put(BUCKET, "orders/year=2025/b.csv", ORDERS);
        s3.put(BUCKET, "orders/year=2026/a.csv", ORDERS);
        s3.put(BUCKET, "people/a.json", CUSTOMERS);
        crawl("crawler");
        assertThat(tableNames()).containsExactly("orders");
        assertThat(table("orders").parameters()).isEqualTo(before);
        assertThat(partitions("orders")).containsExactly(List.of("2025"), List.of("2026"));

        s3.put(BUCKET, "orders/year=2027/a.json", CUSTOMERS);
        s3.delete(BUCKET, "orders/year=2025/");
        crawl("crawler");
        assertThat(tableNames()).containsExactly("orders");
        assertThat(partitions("orders")).containsExactly(List.of("2025"), List.of("2026"));
        assertChanges(0, 0, 0);
    }

    @Test
    void takesTheFirstCrawlForItsFirstOnlyIfItSucceeded() {
        createCrawler(
                "crawler", "s3://lake/orders", r -> r.recrawlPolicy(p -> p.recrawlBehavior("CRAWL_NEW_FOLDERS_ONLY"))
                        .schemaChangePolicy(p -> p.updateBehavior("LOG").deleteBehavior("LOG")));
        s3.deleteBucket(BUCKET);
        crawl("crawler");
        s3.put(BUCKET, "orders/a.csv", ORDERS);
        crawl("crawler");
        assertThat(tableNames()).containsExactly("orders");
    }
}
