package dev.awsmlops.sandbox.aws.glue.crawler.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The type of a column, as far as its values tell. Immutable. */
public sealed interface DataType {

    /** As Hive writes it, and so the Data Catalog. */
    String hive();

    /** The narrowest type that holds the values of both. Text holds what nothing else does. */
    default DataType merge(DataType other) {
        if (equals(other) || other == Primitive.UNDECIDED) {
            return this;
        }
        if (this == Primitive.UNDECIDED) {
            return other;
        }
        if (this instanceof Primitive one && other instanceof Primitive another && one.number() && another.number()) {
            return one.compareTo(another) > 0 ? one : another;
        }
        if (this instanceof Struct one && other instanceof Struct another) {
            return one.union(another);
        }
        if (this instanceof Array one && other instanceof Array another) {
            return new Array(one.element().merge(another.element()));
        }
        return Primitive.STRING;
    }

    /** A type without parts. Of two numbers, the later one holds the earlier one's values. */
    enum Primitive implements DataType {
        /** Of nothing but nulls: any value decides. Without one it is catalogued as a string. */
        UNDECIDED,
        BOOLEAN,
        INT,
        BIGINT,
        DOUBLE,
        STRING;

        private boolean number() {
            return this == INT || this == BIGINT || this == DOUBLE;
        }

        @Override
        public String hive() {
            return (this == UNDECIDED ? STRING : this).name().toLowerCase(Locale.ROOT);
        }
    }

    /** The type of a JSON array. */
    record Array(DataType element) implements DataType {
        @Override
        public String hive() {
            return "array<" + element.hive() + ">";
        }
    }

    /** The type of a JSON object. */
    record Struct(Map<String, DataType> fields) implements DataType {
        @Override
        public String hive() {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + ":" + field.getValue().hive())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }

        private Struct union(Struct other) {
            Map<String, DataType> union = new LinkedHashMap<>(fields);
            other.fields().forEach((name, type) -> union.merge(name, type, DataType::merge));
            return new Struct(union);
        }
    }
}
