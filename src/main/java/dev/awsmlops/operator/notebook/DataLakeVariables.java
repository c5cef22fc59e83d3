package dev.awsmlops.operator.notebook;

import java.util.Map;

/**
 * What a notebook is told of its data lake. Kernels on the instance see it as environment variables of these names, Glue
 * sessions as arguments: {@code DATA_LAKE_RAW_PATH} as {@code --datalake_raw_path}, for {@code getResolvedOptions}. What is
 * empty is not there at all.
 *
 * @param bucket the name of the bucket
 * @param database the name of the Glue database
 * @param rawPath the raw zone, as an S3 URI
 * @param curatedPath the curated zone, as an S3 URI
 * @param featuresPath the features zone, as an S3 URI
 */
public record DataLakeVariables(
        String bucket, String database, String rawPath, String curatedPath, String featuresPath) {

    /** For a notebook that has no data lake. */
    public static final DataLakeVariables NONE = new DataLakeVariables("", "", "", "", "");

    /** The values for the placeholders of the scripts that start Glue kernels. */
    public Map<String, String> values() {
        return Map.of(
                "DATA_LAKE_BUCKET", bucket,
                "DATA_LAKE_DATABASE", database,
                "DATA_LAKE_RAW_PATH", rawPath,
                "DATA_LAKE_CURATED_PATH", curatedPath,
                "DATA_LAKE_FEATURES_PATH", featuresPath);
    }
}
