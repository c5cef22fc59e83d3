package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Table;

/** What a crawl tells from the content of objects. */
class SchemaInferenceTest extends CrawlingTest {

    private Table crawlOf(String content) {
        return crawlOf("data/file", content.getBytes(StandardCharsets.UTF_8));
    }

    private Table crawlOf(String key, byte[] content) {
        s3.put(BUCKET, key, content);
        crawlOnce();
        return table("data");
    }

    /** In the table, ; stands for a line end, _ for a tab and ^ for Ctrl-A. */
    private static String text(String inTable) {
        return inTable.replace(';', '\n').replace('_', '\t').replace('^', '\u0001');
    }

    @ParameterizedTest(name = "{0} is {1}, header: {3}")
    @CsvSource(delimiterString = " # ", quoteCharacter = '\0', textBlock = """
            id,item,price;1,pen,1.5;2,ink,3           # id:bigint item:string price:double       # ,  # true
            id|item;1|pen;2|ink                       # id:bigint item:string                    # |  # true
            id_item;1_pen;2_ink                       # id:bigint item:string                    # _  # true
            id^item;1^pen;2^ink                       # id:bigint item:string                    # ^  # true
            1,pen,1.5;2,ink,3                         # col0:bigint col1:string col2:double      # ,  # false
            a,b;c,d;e,f                               # col0:string col1:string                  # ,  # false
            ID,Unit Price;1,2.5                       # id:bigint unit price:double              # ,  # true
            id, item ;1, pen ; 2 ,ink                 # id:bigint item:string                    # ,  # true
            id,item;1,"pen, blue";2,ink               # id:bigint item:string                    # ,  # true
            id,note;1,"a "" b";2,c                    # id:bigint note:string                    # ,  # true
            id,size;1,;2,4                            # id:bigint size:bigint                    # ,  # true
            id,void;1,;2,                             # id:bigint void:string                    # ,  # true
            id,item,;1,pen,;2,ink,                    # id:bigint item:string col2:string        # ,  # true
            a,b;1,-2;+3,4                             # a:bigint b:bigint                        # ,  # true
            a,b;1,1e3;2,.5                            # a:bigint b:double                        # ,  # true
            a,b;1,x;2.5,y                             # a:double b:string                        # ,  # true
            a,b;1,x;two,y                             # a:string b:string                        # ,  # true
            a,b;123456789012345678901234,1            # a:double b:bigint                        # ,  # true
            a,b;2026-11-02,1                          # a:string b:bigint                        # ,  # true
            a,b;true,1                                # a:string b:bigint                        # ,  # true
            1,b;2,3                                   # col0:bigint col1:string                  # ,  # false
            a,b|c,d;1,x|y,2                           # a:bigint b|c:string d:bigint             # ,  # true
            """)
    void aCrawlOfDelimitedTextMakesATable(String content, String columns, String delimiter, boolean header) {
        Table table = crawlOf(text(content));
        assertThat(columns(table)).isEqualTo(columns);
        assertThat(table.parameters())
                .containsEntry("classification", "csv")
                .containsEntry("delimiter", text(delimiter));
        assertThat(table.parameters().get("skip.header.line.count")).isEqualTo(header ? "1" : null);
        assertThat(table.storageDescriptor().serdeInfo().serializationLibrary()).contains("LazySimpleSerDe");
        assertThat(table.storageDescriptor().serdeInfo().parameters()).containsEntry("field.delim", text(delimiter));
    }

    @Test
    void aSemicolonIsADelimiterToo() {
        Table table = crawlOf("id;item\n1;pen\n2;ink\n");
        assertThat(columns(table)).isEqualTo("id:bigint item:string");
        assertThat(table.parameters()).containsEntry("delimiter", ";");
    }

    @Test
    void aHeaderOfManyCharactersIsNoHeader() {
        assertThat(columns(crawlOf("x".repeat(150) + ",b\n1,2\n"))).isEqualTo("col0:string col1:string");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = " # ", quoteCharacter = '\0', textBlock = """
            {"id": 1, "name": "Ada"};{"id": 2, "name": "Bob"}  # id:int name:string
            {"id": 1};{"id": 1793606400000}                    # id:bigint
            {"id": 1};{"id": 1.5}                              # id:double
            {"id": 1};{"id": "x"}                              # id:string
            {"id": 1};{"id": null}                             # id:int
            {"id": null}                                       # id:string
            {"ok": true};{"ok": false}                         # ok:boolean
            {"id": 1};{"name": "Ada"}                          # id:int name:string
            {"Id": 1, "birthDay": "x"}                         # id:int birthday:string
            {"a": {"b": 1, "c": "x"}}                          # a:struct<b:int,c:string>
            {"a": {"b": 1}};{"a": {"c": [1, 2.5]}}             # a:struct<b:int,c:array<double>>
            {"a": []};{"a": [{"b": 1}]}                        # a:array<struct<b:int>>
            {"a": []}                                          # a:array<string>
            {"a": 1} {"a": 2}                                  # a:int
            {;"a": 1;}                                         # a:int
            [{"a": 1}, {"a": 2, "b": "x"}]                     # array:array<struct<a:int,b:string>>
            """)
    void aCrawlOfJsonMakesATable(String content, String columns) {
        Table table = crawlOf(text(content));
        assertThat(columns(table)).isEqualTo(columns);
        assertThat(table.parameters()).containsEntry("classification", "json");
        assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
                .isEqualTo("org.openx.data.jsonserde.JsonSerDe");
    }

    @Test
    void aTableOfJsonNamesThePathsAsTheDataSpellThem() {
        Table table = crawlOf("{\"serialNumber\": \"x\", \"birthDay\": \"y\"}");
        assertThat(table.storageDescriptor().serdeInfo().parameters()).containsEntry("paths", "birthDay,serialNumber");
    }

    @Test
    void aTableOfParquetHasALocationAndNoColumns() {
        Table table = crawlOf("data/part-0.snappy.parquet", new byte[] {'P', 'A', 'R', '1', 0, 1, 2});
        assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/data/");
        assertThat(table.storageDescriptor().columns()).isEmpty();
        assertThat(table.storageDescriptor().inputFormat()).contains("MapredParquetInputFormat");
        assertThat(table.storageDescriptor().serdeInfo().serializationLibrary()).contains("ParquetHiveSerDe");
        assertThat(table.parameters())
                .containsEntry("classification", "parquet")
                .containsEntry("sizeKey", "7")
                .doesNotContainKey("recordCount");
    }

    @Test
    void parquetIsKnownByItsFirstBytesWhateverItsName() {
        Table table = crawlOf("data/file", "PAR1...".getBytes(StandardCharsets.US_ASCII));
        assertThat(table.parameters()).containsEntry("classification", "parquet");
    }

    @Test
    void compressedTextIsReadThrough() throws IOException {
        Table table = crawlOf("data/orders.csv.gz", gzip(ORDERS));
        assertThat(columns(table)).isEqualTo("id:bigint item:string price:double");
        assertThat(table.storageDescriptor().compressed()).isTrue();
        assertThat(table.parameters()).containsEntry("classification", "csv").containsEntry("compressionType", "gzip");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"'1,2,3,4'", "'just some words'", "'a\nb\nc'", "'{\"a\": '", "'1,2\n3,4,5'"})
    void whatNobodyRecognizesIsATableOfUnknownClassification(String content) {
        Table table = crawlOf(content);
        assertThat(table.parameters())
                .containsEntry("classification", "UNKNOWN")
                .doesNotContainKey("recordCount");
        assertThat(table.storageDescriptor().columns()).isEmpty();
        assertThat(table.storageDescriptor().inputFormat()).isNull();
    }

    @Test
    void bytesThatAreNoTextAreOfUnknownClassification() {
        Table table = crawlOf("data/file", new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThat(table.parameters()).containsEntry("classification", "UNKNOWN");
    }

    @Test
    void aBrokenArchiveIsOfUnknownClassification() {
        Table table = crawlOf("data/file.gz", new byte[] {0x1f, (byte) 0x8b, 1, 2});
        assertThat(table.parameters())
                .containsEntry("classification", "UNKNOWN")
                .containsEntry("compressionType", "gzip");
    }

    @Test
    void aTableTellsWhatItIsMadeOfAsCrawlersDo() {
        s3.put(BUCKET, "data/more.csv", "id,item,price\n3,cup,12.5\n4,jug,20\n");
        Table table = crawlOf("data/orders.csv", ORDERS.getBytes(StandardCharsets.UTF_8));
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.owner()).isEqualTo("owner");
        assertThat(table.createdBy()).isEqualTo("arn:aws:sts::123456789012:assumed-role/dev/AWS-Crawler");
        assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/data/");
        assertThat(table.storageDescriptor().inputFormat()).isEqualTo("org.apache.hadoop.mapred.TextInputFormat");
        assertThat(table.storageDescriptor().parameters()).isEqualTo(table.parameters());
        assertThat(table.parameters())
                .containsEntry("CrawlerSchemaSerializerVersion", "1.0")
                .containsEntry("CrawlerSchemaDeserializerVersion", "1.0")
                .containsEntry("UPDATED_BY_CRAWLER", "crawler")
                .containsEntry("compressionType", "none")
                .containsEntry("typeOfData", "file")
                .containsEntry("columnsOrdered", "true")
                .containsEntry("areColumnsQuoted", "false")
                .containsEntry("objectCount", "2")
                .containsEntry("sizeKey", "66")
                .containsEntry("recordCount", "4")
                .containsEntry("averageRecordSize", "16");
    }

    @Test
    void columnsOfSeveralObjectsAreUnitedAndTheirTypesWidened() {
        s3.put(BUCKET, "data/1.json", "{\"a\": 1, \"b\": 1, \"c\": 1, \"d\": 1}");
        s3.put(BUCKET, "data/2.json", "{\"a\": 1.5, \"b\": \"x\", \"c\": 3000000000, \"d\": 1, \"e\": true}");
        crawlOnce();
        assertThat(columns(table("data"))).isEqualTo("a:double b:string c:bigint d:int e:boolean");
    }
}
