package dev.awsmlops.sandbox.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerMetrics;
import software.amazon.awssdk.services.glue.model.CreateCrawlerRequest;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.glue.model.Table;

/** An account with a bucket named lake, and crawlers that write to the database of that name. */
abstract class CrawlingTest extends AwsTest {

    static final String BUCKET = "lake";
    static final String DATABASE = "lake";

    static final String TRUSTS_GLUE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "glue.amazonaws.com"}}]}""";

    /** Until the crawler is STOPPING, the start included. */
    static final Duration RUN = Duration.ofMinutes(2);

    static final Duration STOP = Duration.ofSeconds(20);

    static final String ORDERS = "id,item,price\n1,pen,1.5\n2,ink,3\n";
    static final String CUSTOMERS = "{\"name\": \"Ada\", \"age\": 36}\n{\"name\": \"Bob\", \"age\": 7}\n";

    final InMemoryStorage s3 = new InMemoryStorage();

    CrawlingTest() {
        aws.objectStorage(s3);
        s3.makeBucket(BUCKET);
    }

    void createCrawler(String name, String path, Consumer<CreateCrawlerRequest.Builder> more) {
        glue.createCrawler(r -> {
            r.name(name).role(ROLE).databaseName(DATABASE).targets(t -> t.s3Targets(target(path)));
            more.accept(r);
        });
    }

    static S3Target target(String path, String... exclusions) {
        return S3Target.builder().path(path).exclusions(exclusions).build();
    }

    void createCrawler(String name, String path) {
        createCrawler(name, path, r -> {});
    }

    /** Makes a crawler of the whole bucket and lets it crawl once. */
    void crawlOnce(Consumer<CreateCrawlerRequest.Builder> more) {
        createCrawler("crawler", "s3://" + BUCKET, more);
        crawl("crawler");
    }

    void crawlOnce() {
        crawlOnce(r -> {});
    }

    LastCrawlInfo crawl(String name) {
        glue.startCrawler(r -> r.name(name));
        pass(RUN.plus(STOP));
        return crawler(name).lastCrawl();
    }

    Crawler crawler(String name) {
        return glue.getCrawler(r -> r.name(name)).crawler();
    }

    CrawlerMetrics metrics(String name) {
        return glue.getCrawlerMetrics(r -> r.crawlerNameList(name))
                .crawlerMetricsList()
                .get(0);
    }

    List<String> tableNames() {
        return glue.getTables(r -> r.databaseName(DATABASE)).tableList().stream()
                .map(Table::name)
                .toList();
    }

    Table table(String name) {
        return glue.getTable(r -> r.databaseName(DATABASE).name(name)).table();
    }

    List<List<String>> partitions(String table) {
        return glue.getPartitions(r -> r.databaseName(DATABASE).tableName(table)).partitions().stream()
                .map(Partition::values)
                .toList();
    }

    static String columns(List<Column> columns) {
        return String.join(
                " ",
                columns.stream()
                        .map(column -> column.name() + ":" + column.type())
                        .toList());
    }

    static String columns(Table table) {
        return columns(table.storageDescriptor().columns());
    }
}
