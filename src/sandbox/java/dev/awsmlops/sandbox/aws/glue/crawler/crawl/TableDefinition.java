package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.FoundTable.FoundPartition;
import dev.awsmlops.sandbox.aws.glue.crawler.format.Column;
import dev.awsmlops.sandbox.aws.glue.crawler.format.Contents;
import dev.awsmlops.sandbox.aws.glue.crawler.format.DataFormat;
import dev.awsmlops.sandbox.aws.service.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes what was found as crawlers do: compare any SHOW CREATE TABLE of a table that a crawler has made. */
final class TableDefinition {

    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    private final String crawler;
    private final List<String> exclusions;

    TableDefinition(String crawler, List<String> exclusions) {
        this.crawler = crawler;
        this.exclusions = exclusions;
    }

    /** The TableInput structure. */
    ObjectNode table(String name, FoundTable found) {
        Map<String, String> parameters = parameters(found.data());
        parameters.put("UPDATED_BY_CRAWLER", crawler);
        if (!exclusions.isEmpty()) {
            ArrayNode patterns = Output.empty().putArray("exclusions");
            exclusions.forEach(patterns::add);
            parameters.put("exclusions", patterns.toString());
        }
        return new Output()
                .put("Name", name)
                .put("Owner", "owner")
                .put("Retention", 0)
                .put("StorageDescriptor", storage(found.data(), found.location(), parameters))
                .put("PartitionKeys", partitionKeys(found.partitionKeys()))
                .put("TableType", "EXTERNAL_TABLE")
                .put("Parameters", parameters)
                .json();
    }

    /** The PartitionInput structure. */
    ObjectNode partition(FoundPartition found) {
        Map<String, String> parameters = parameters(found.data());
        return new Output()
                .put("Values", found.values())
                .put("StorageDescriptor", storage(found.data(), found.location(), parameters))
                .put("Parameters", parameters)
                .json();
    }

    private static Map<String, String> parameters(DataSet data) {
        Contents contents = data.contents();
        DataFormat format = contents.format();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("CrawlerSchemaSerializerVersion", "1.0");
        parameters.put("CrawlerSchemaDeserializerVersion", "1.0");
        parameters.put("classification", format.classification());
        parameters.put("compressionType", format.compressionType());
        parameters.put("typeOfData", "file");
        parameters.put("objectCount", Long.toString(data.objects()));
        parameters.put("sizeKey", Long.toString(data.size()));
        contents.records().ifPresent(records -> {
            parameters.put("recordCount", Long.toString(records));
            parameters.put("averageRecordSize", Long.toString(data.size() / Math.max(records, 1)));
        });
        if (format.classification().equals("csv")) {
            parameters.put("delimiter", format.delimiter());
            parameters.put("columnsOrdered", "true");
            parameters.put("areColumnsQuoted", Boolean.toString(contents.quoted()));
        }
        if (contents.header()) {
            parameters.put("skip.header.line.count", "1");
        }
        return parameters;
    }

    private static ObjectNode storage(DataSet data, String location, Map<String, String> parameters) {
        DataFormat format = data.contents().format();
        Output storage = new Output()
                .objects(
                        "Columns",
                        data.contents().columns().stream()
                                .map(TableDefinition::column)
                                .toList())
                .put("Location", location)
                .put("Compressed", !format.compressionType().equals("none"))
                .put("NumberOfBuckets", -1)
                .put("SerdeInfo", serde(data.contents()))
                .put("BucketColumns", List.of())
                .objects("SortColumns", List.of())
                .put("Parameters", parameters)
                .put("StoredAsSubDirectories", false);
        switch (format.classification()) {
            case "csv", "json" -> storage.put("InputFormat", TEXT_INPUT).put("OutputFormat", TEXT_OUTPUT);
            case "parquet" ->
                storage.put("InputFormat", PARQUET + "MapredParquetInputFormat")
                        .put("OutputFormat", PARQUET + "MapredParquetOutputFormat");
            default -> {
                // Nobody could read what nobody recognizes.
            }
        }
        return storage.json();
    }

    private static ObjectNode serde(Contents contents) {
        return switch (contents.format().classification()) {
            case "csv" ->
                serde(
                        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                        Map.of("field.delim", contents.format().delimiter()));
            case "json" -> serde("org.openx.data.jsonserde.JsonSerDe", Map.of("paths", paths(contents.columns())));
            case "parquet" -> serde(PARQUET + "serde.ParquetHiveSerDe", Map.of("serialization.format", "1"));
            default -> Output.empty();
        };
    }

    private static ObjectNode serde(String library, Map<String, String> parameters) {
        return new Output()
                .put("SerializationLibrary", library)
                .put("Parameters", parameters)
                .json();
    }

    private static String paths(List<Column> columns) {
        TreeSet<String> names = new TreeSet<>();
        columns.forEach(column -> names.add(column.name()));
        return String.join(",", names);
    }

    private static ObjectNode column(Column column) {
        return column(column.catalogName(), column.type().hive());
    }

    private static ObjectNode column(String name, String type) {
        return new Output().put("Name", name).put("Type", type).json();
    }

    /** Partition values are strings to crawlers: {@code partitionKey year:string} (Glue developer guide). */
    private static ArrayNode partitionKeys(List<String> names) {
        ArrayNode keys = Output.empty().putArray("PartitionKeys");
        names.forEach(name -> keys.add(column(name, "string")));
        return keys;
    }
}
