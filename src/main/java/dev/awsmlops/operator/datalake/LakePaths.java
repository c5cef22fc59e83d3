package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.LocalObjectReference;
import dev.awsmlops.operator.notebook.DataLakeVariables;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a lake is, as its status tells those that work on it.
 *
 * @param raw path of the zone, such as {@code s3://bucket/raw/}
 */
public record LakePaths(String bucket, String database, String raw, String curated, String features) {

    /** What is known of the lake, if it has been made so far. */
    public static Optional<LakePaths> of(Optional<DataLake> lake) {
        return lake.map(DataLake::getStatus)
                .filter(status -> status.bucket() != null && status.database() != null)
                .map(status -> new LakePaths(
                        status.bucket().name(),
                        status.database().name(),
                        status.zones().raw(),
                        status.zones().curated(),
                        status.zones().features()));
    }

    /**
     * Why an object has to wait for its lake, if it has to. Once it has started, what becomes of the lake no longer stops
     * it, as long as it is there.
     *
     * @param reference the object's dataLakeRef, null without one
     */
    public static Optional<Outcome> obstacle(LocalObjectReference reference, Optional<DataLake> lake, boolean started) {
        if (reference == null) {
            return Optional.empty();
        }
        String name = "DataLake " + reference.name();
        Optional<DataLakeStatus> status = lake.map(DataLake::getStatus);
        boolean ready = status.filter(known -> Conditions.isTrue(known.conditions(), "Ready"))
                        .isPresent()
                && lake.filter(found -> !found.isMarkedForDeletion()).isPresent();
        if (ready || (started && of(lake).isPresent())) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.Blocked(
                Reason.ReferenceNotReady,
                lake.isEmpty()
                        ? name + " does not exist in this namespace: make it, or leave dataLakeRef out"
                        : name + " is not ready yet"));
    }

    /** The arguments that Glue hands to a session's code, which {@code getResolvedOptions} reads. */
    public Map<String, String> arguments() {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("--enable-glue-datacatalog", "true");
        arguments.put("--datalake_bucket", bucket);
        arguments.put("--datalake_database", database);
        arguments.put("--datalake_raw_path", raw);
        arguments.put("--datalake_curated_path", curated);
        arguments.put("--datalake_features_path", features);
        return arguments;
    }

    /** What a notebook is told of it. */
    public DataLakeVariables variables() {
        return new DataLakeVariables(bucket, database, raw, curated, features);
    }
}
