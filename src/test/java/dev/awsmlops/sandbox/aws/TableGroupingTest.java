package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.S3Target;

/** Which folders and objects become tables, and which become partitions. */
class TableGroupingTest extends CrawlingTest {

    /** Fills the bucket: an object's content goes by its extension, all of one extension alike. */
    private void fill(String keys) {
        for (String key : keys.split(" ", -1)) {
            String content =
                    switch (key.substring(key.lastIndexOf('.') + 1)) {
                        case "csv" -> ORDERS;
                        case "json" -> CUSTOMERS;
                        case "parquet" -> "PAR1";
                        case "empty" -> "";
                        default -> "words";
                    };
            s3.put(BUCKET, key, content);
        }
    }

    /** Every table with its partition keys and the number of its partitions. */
    private List<String> found() {
        return glue.getTables(r -> r.databaseName(DATABASE)).tableList().stream()
                .map(table -> table.name()
                        + table.partitionKeys().stream().map(key -> key.name()).toList()
                        + partitions(table.name()).size())
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1} makes {2}")
    @CsvSource(delimiter = '|', textBlock = """
            s3://lake               | a.csv                                               | lake[]0
            s3://lake/              | a.csv b.csv                                         | lake[]0
            s3://lake/orders        | orders/a.csv orders/b.csv other/c.json              | orders[]0
            s3://lake/orders/       | orders/a.csv orders2/b.csv                          | orders[]0
            s3://lake               | orders/a.csv                                        | orders[]0
            s3://lake               | orders/a.csv people/b.json                          | orders[]0 people[]0
            s3://lake/raw           | raw/orders/a.csv raw/people/b.json                  | orders[]0 people[]0
            s3://lake/raw           | raw/orders/a.csv                                    | orders[]0
            s3://lake               | year=2026/a.csv                                     | lake[year]1
            s3://lake/sales         | sales/year=2019/month=Jan/day=1/a.csv sales/year=2019/month=Jan/day=2/a.csv sales/year=2019/month=Feb/day=1/a.csv sales/year=2019/month=Feb/day=2/a.csv | sales[year, month, day]4
            s3://lake/folder1/      | folder1/table1/p1/a.csv folder1/table1/p2/a.csv folder1/table1/p3/a.csv folder1/table2/p4/a.csv folder1/table2/p5/a.csv | folder1[partition_0, partition_1]5
            s3://lake/logs          | logs/2026/10/a.csv logs/2026/11/a.csv logs/2025/12/a.csv | logs[partition_0, partition_1]3
            s3://lake/logs          | logs/year=2026/10/a.csv logs/year=2025/11/a.csv     | logs[year, partition_1]2
            s3://lake/logs          | logs/Year=2026/a.csv logs/year=2025/a.csv           | logs[year]2
            s3://lake/logs          | logs/year=2026/a.csv logs/month=1/a.csv             | logs[partition_0]2
            s3://lake/logs          | logs/id=1/a.csv logs/id=2/a.csv                     | logs[partition_0]2
            s3://lake/logs          | logs/d=1/d=2/a.csv logs/d=1/d=3/a.csv               | logs[d, partition_1]2
            s3://lake               | a.csv b.json                                        | a_csv[]0 b_json[]0
            s3://lake/raw           | raw/a.csv raw/deep/b.csv                            | a_csv[]0 deep[]0
            s3://lake/raw           | raw/orders/a.csv raw/orders/deep/b.csv raw/x/c.json | a_csv[]0 deep[]0 x[]0
            s3://lake/raw           | raw/o/y=1/a.csv raw/o/y=2/a.csv raw/p/y=1/b.json    | o[y]2 p[y]1
            s3://lake/raw           | raw/o/y=1/a.csv raw/o/y=2/b.json                    | y_1[]0 y_2[]0
            s3://lake/raw           | raw/o/a.parquet raw/p/b.csv                         | o[]0 p[]0
            s3://lake/raw           | raw/My-Data.v2/a.csv raw/x/b.json                   | my_data_v2[]0 x[]0
            s3://lake/raw           | raw/ raw/o/ raw/o/a.csv raw/o/_SUCCESS.empty        | o[]0
            s3://lake/raw           | raw/o/a.csv raw/_temporary/b.json raw/.hidden/c.json | o[]0
            s3://lake/raw           | raw/o/y=1/a.csv raw/o/y=2/a.csv raw/o/y=3/b.empty   | o[y]2
            s3://lake/raw           | raw/o/y=1/a.csv raw/o/y=2/a.csv raw/o/y_$folder$.empty | y_1[]0 y_2[]0
            s3://lake/raw           | raw/o/a.empty                                       |
            s3://lake/none          | orders/a.csv                                        |
            s3://lake/orders/a.csv  | orders/a.csv                                        |
            """)
    void foldersBecomeTablesAndPartitions(String path, String keys, String tables) {
        fill(keys);
        createCrawler("crawler", path);
        assertThat(crawl("crawler").status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(String.join(" ", found())).isEqualTo(tables == null ? "" : tables);
    }

    @Test
    void aPartitionKnowsItsValuesItsPlaceAndItsData() {
        fill("sales/year=2025/month=12/a.csv sales/year=2026/month=11/a.csv sales/year=2026/month=11/b.csv");
        createCrawler("crawler", "s3://lake/sales");
        crawl("crawler");
        assertThat(columns(table("sales").partitionKeys())).isEqualTo("year:string month:string");
        assertThat(table("sales").parameters()).containsEntry("objectCount", "3");
        Partition partition = glue.getPartitions(r -> r.databaseName(DATABASE).tableName("sales"))
                .partitions()
                .get(1);
        assertThat(partition.values()).containsExactly("2026", "11");
        assertThat(partition.storageDescriptor().location()).isEqualTo("s3://lake/sales/year=2026/month=11/");
        assertThat(columns(partition.storageDescriptor().columns())).isEqualTo("id:bigint item:string price:double");
        assertThat(partition.parameters())
                .containsEntry("objectCount", "2")
                .containsEntry("recordCount", "4")
                .doesNotContainKey("UPDATED_BY_CRAWLER");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            a,b,c,d      | a,b,c,d       | data
            a,b,c,d      | a,b,c,d,e     | data
            a,b,c,d      | a,b,c,e       | 1_csv 2_csv
            a,b,c,d      | a,b,c         | data
            a,b,c        | a,b           | 1_csv 2_csv
            a,b          | c,d           | 1_csv 2_csv
            A,B,C        | a,b,c         | data
            """)
    void schemasMustBeMoreThanSeventyPercentAlikeForOneTable(String one, String other, String tables) {
        s3.put(BUCKET, "data/1.csv", csv(one));
        s3.put(BUCKET, "data/2.csv", csv(other));
        crawlOnce();
        assertThat(String.join(" ", tableNames())).isEqualTo(tables);
    }

    private static String csv(String header) {
        return header + "\n" + header.replaceAll("\\w", "1") + "\n";
    }

    @Test
    void moreThanFiveSchemasAreTooManyForOneTable() {
        for (int i = 0; i < 6; i++) {
            s3.put(BUCKET, "data/" + i + ".csv", csv("a,b,c,d,e,f,g,h,x" + "x".repeat(i)));
        }
        crawlOnce();
        assertThat(tableNames()).hasSize(6);
    }

    @Test
    void objectsOfOneFormatButDifferentDelimitersAreNotOneTable() {
        s3.put(BUCKET, "data/1.csv", "a,b\n1,2\n");
        s3.put(BUCKET, "data/2.csv", "a|b\n1|2\n");
        crawlOnce();
        assertThat(tableNames()).containsExactly("1_csv", "2_csv");
    }

    @Test
    void dissimilarSchemasBecomeOneTableWhenCombined() {
        s3.put(BUCKET, "table1/year=2017/data1.json", "{\"A\": 1, \"B\": 2}");
        s3.put(BUCKET, "table1/year=2018/data2.json", "{\"C\": 3, \"D\": 4}");
        createCrawler("apart", "s3://lake/table1/");
        crawl("apart");
        assertThat(tableNames()).containsExactly("year_2017", "year_2018");

        createCrawler("together", "s3://lake/table1/", r -> r.tablePrefix("all_")
                .configuration(
                        "{\"Version\":1.0,\"Grouping\":{\"TableGroupingPolicy\":\"CombineCompatibleSchemas\"}}"));
        crawl("together");
        assertThat(columns(table("all_table1"))).isEqualTo("a:int b:int c:int d:int");
        assertThat(columns(table("all_table1").partitionKeys())).isEqualTo("year:string");
    }

    @ParameterizedTest(name = "level {0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 | lake[partition_0, partition_1, partition_2]2
            2 | raw[partition_0, partition_1]2
            3 | orders[partition_0]1 stock[partition_0]1
            4 | 2025[]0 2026[]0
            """)
    void tablesLieAtTheLevelThatIsSet(int level, String tables) {
        fill("raw/orders/2026/a.csv raw/stock/2025/a.csv");
        crawlOnce(r ->
                r.configuration("{\"Version\":1.0,\"Grouping\":{\"TableLevelConfiguration\":%d}}".formatted(level)));
        assertThat(String.join(" ", found())).isEqualTo(tables);
    }

    @Test
    void tooManyTablesFailTheCrawlAndNothingIsWritten() {
        fill("orders/a.csv people/b.json");
        createCrawler(
                "crawler",
                "s3://lake",
                r -> r.configuration("{\"Version\":1.0,\"CrawlerOutput\":{\"Tables\":{\"TableThreshold\":1}}}"));
        LastCrawlInfo last = crawl("crawler");
        assertThat(last.status()).isEqualTo(LastCrawlStatus.FAILED);
        assertThat(last.errorMessage())
                .isEqualTo("The number of tables detected by crawler: 2 is greater than the table threshold value"
                        + " provided: 1. Failing crawler without writing to Data Catalog.");
        assertThat(glue.getDatabases(r -> {}).databaseList()).isEmpty();
    }

    @Test
    void everyTargetIsLookedAtByItself() {
        fill("table1/p1/a.csv table2/p4/a.csv other/b.json");
        createCrawler(
                "crawler",
                "s3://lake",
                r -> r.targets(t -> t.s3Targets(target("s3://lake/table1/"), target("s3://lake/table2"))));
        crawl("crawler");
        assertThat(tableNames()).containsExactly("p1", "p4");
    }

    @Test
    void whatIsExcludedIsNotSeenAndTheTableKnowsThePatterns() {
        fill("orders/a.csv orders/b.json orders/tmp/c.json");
        createCrawler(
                "crawler",
                "s3://lake",
                r -> r.targets(t -> t.s3Targets(target("s3://lake/orders", "*.json", "tmp/**"))));
        crawl("crawler");
        assertThat(tableNames()).containsExactly("orders");
        assertThat(table("orders").parameters())
                .containsEntry("objectCount", "1")
                .containsEntry("exclusions", "[\"*.json\",\"tmp/**\"]");
    }

    @Test
    void onlySamplesOfEachLeafFolderAreLookedAt() {
        fill("orders/y=1/a.csv orders/y=1/b.csv orders/y=1/c.csv orders/y=2/a.csv");
        createCrawler(
                "crawler",
                "s3://lake",
                r -> r.targets(t -> t.s3Targets(S3Target.builder()
                        .path("s3://lake/orders")
                        .sampleSize(2)
                        .build())));
        crawl("crawler");
        assertThat(table("orders").parameters()).containsEntry("objectCount", "3");
    }

    @Test
    void aTableNameHasThePrefixAndOnlyLettersDigitsAndUnderscores() {
        fill("My.Orders-2026/a.csv");
        crawlOnce(r -> r.tablePrefix("Raw-"));
        assertThat(tableNames()).containsExactly("raw_my_orders_2026");
    }

    @Test
    void aLongTableNameIsShortened() {
        fill("x".repeat(200) + "/a.csv");
        crawlOnce();
        assertThat(tableNames()).containsExactly("x".repeat(128));
    }

    @Test
    void tablesOfOneNameAreToldApartByAHash() {
        fill("eu/orders/a.csv eu/people/a.json us/orders/a.csv us/people/a.json");
        crawlOnce();
        assertThat(tableNames())
                .hasSize(4)
                .contains("orders", "people")
                .anyMatch(name -> name.matches("orders_[0-9a-f]{32}"));
        crawl("crawler");
        assertThat(metrics("crawler").tablesCreated()).isZero();
        assertThat(tableNames()).hasSize(4);
    }

    @Test
    void aTableOfSomebodyElseIsLeftAloneEvenIfItHasTheName() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name(DATABASE)));
        glue.createTable(r -> r.databaseName(DATABASE)
                .tableInput(t -> t.name("orders").storageDescriptor(s -> s.location("s3://elsewhere/orders/"))));
        fill("orders/a.csv");
        crawlOnce();
        assertThat(tableNames()).hasSize(2);
        assertThat(table("orders").storageDescriptor().location()).isEqualTo("s3://elsewhere/orders/");
    }
}
