package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Lakes as a user writes them. */
public enum LakeManifest {
    /** All that a lake must say, and so without crawlers. */
    SHORTEST("""
            bucket:
              name: acme-orders
            """),
    /** A crawler over the raw zone, with a role that the operator makes. */
    WITH_CRAWLER("""
            bucket:
              name: acme-orders
            crawlers:
              - name: raw
                targets: [{zone: raw}]
            """),
    /** Everything goes with the lake. */
    WITH_EVERYTHING_DELETED("""
            bucket:
              name: acme-orders
              versioning: true
              deletionPolicy: Delete
            database:
              deletionPolicy: Delete
            crawlers:
              - name: raw
                targets: [{zone: raw}]
            """),
    /** Two crawlers, a schedule, and the role of someone else. */
    WITH_TWO_CRAWLERS("""
            bucket:
              name: acme-orders
            roleArn: arn:aws:iam::123456789012:role/glue-dev
            crawlers:
              - name: raw
                targets: [{zone: raw}]
                schedule: cron(0 6 * * ? *)
              - name: curated
                targets: [{zone: curated, path: orders/}]
                tablePrefix: clean_
            """);

    private final String spec;

    LakeManifest(String spec) {
        this.spec = spec;
    }

    /** The lake of that name. */
    public DataLake named(String name) {
        return named(name, "");
    }

    /** The lake of that name, with fields of its spec changed or added as in YAML. */
    public DataLake named(String name, String changes) {
        return Serialization.unmarshal(yaml(name, changes), DataLake.class);
    }

    /** The same as YAML, which can say what the types can't hold. */
    public String yaml(String name, String changes) {
        return ManifestText.of("DataLake", name, spec, changes);
    }
}
