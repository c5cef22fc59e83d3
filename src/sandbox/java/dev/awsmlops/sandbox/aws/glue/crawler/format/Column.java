package dev.awsmlops.sandbox.aws.glue.crawler.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A column found in data.
 *
 * @param name as the data spell it
 */
public record Column(String name, DataType type) {

    /** The name in the Data Catalog: crawlers fold it to lower case, as Hive does. */
    public String catalogName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The columns of both, in the order in which they first appear. */
    public static List<Column> union(List<Column> one, List<Column> other) {
        Map<String, Column> union = new LinkedHashMap<>();
        one.forEach(column -> union.putIfAbsent(column.catalogName(), column));
        for (Column column : other) {
            union.merge(
                    column.catalogName(),
                    column,
                    (first, second) -> new Column(first.name(), first.type().merge(second.type())));
        }
        return new ArrayList<>(union.values());
    }
}
