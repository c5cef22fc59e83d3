package dev.awsmlops.operator.api;

import dev.awsmlops.operator.testing.LakeManifest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema refuses before the operator sees it, and what it tells the user to write instead: one table for all that enforce it. */
public abstract class DataLakeSchemaCases extends SchemaCases {

    @ParameterizedTest
    @EnumSource
    public void theUsualManifestsAreValid(LakeManifest manifest) {
        assertTaken(manifest.yaml("orders", ""), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket: {name: acme, encryption: {type: SSE-S3}}",
                "bucket: {name: acme, encryption: {type: SSE-KMS, kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1', bucketKey: false}}",
                "bucket: {name: acme, provisioning: Use}",
                "bucket: {name: acme, lifecycleRules: []}",
                "bucket: {name: acme, lifecycleRules: [{name: a, transitions: [{days: 0, storageClass: GLACIER}]}]}",
                "database: {name: sales_2026, provisioning: Adopt, deletionPolicy: Delete}",
                "database: {provisioning: Use}",
                "zones: {raw: in/, curated: a/b/, features: f/}",
                "crawlers: [{name: a, targets: [{zone: raw, path: orders/}, {path: 's3://other/in/'}]}]",
                "crawlers: [{name: a, targets: [{zone: raw}], schedule: 'cron(0/15 * ? * MON-FRI *)'}]",
                "crawlers: [{name: a, targets: [{zone: raw}], recrawl: NewFoldersOnly}]",
                "crawlers: [{name: a, targets: [{zone: raw}], recrawl: NewFoldersOnly, schemaChangePolicy: {update: Log, delete: Log}}]",
                "crawlers: [{name: a, targets: [{zone: raw, sampleSize: 10, exclusions: ['**.tmp']}]}]",
                "region: eu-central-1",
                "tags: {team: a}",
            })
    public void whatCanBeServedIsTaken(String change) {
        assertTaken(LakeManifest.SHORTEST.yaml("orders", change), null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    bucket: null                                                          | spec.bucket: Required value
                    bucket: {provisioning: Adopt}                                         | spec.bucket.name: Required value
                    bucket: {name: Acme}                                                  | spec.bucket.name
                    bucket: {name: a.b.c}                                                 | spec.bucket.name
                    bucket: {name: ab}                                                    | spec.bucket.name
                    bucket: {name: acme, provisioning: Take}                              | Unsupported value: "Take"
                    bucket: {name: acme, deletionPolicy: Keep}                            | Unsupported value: "Keep"
                    bucket: {name: acme, provisioning: Use, versioning: true}             | a bucket that is only used keeps its settings
                    bucket: {name: acme, provisioning: Use, requireTls: false}            | a bucket that is only used keeps its settings
                    bucket: {name: acme, provisioning: Use, deletionPolicy: Delete}       | a bucket that is only used is never deleted
                    bucket: {name: acme, encryption: {type: AES}}                         | Unsupported value: "AES"
                    bucket: {name: acme, encryption: {type: SSE-S3, bucketKey: true}}     | kmsKeyArn and bucketKey are for type SSE-KMS
                    bucket: {name: acme, encryption: {type: SSE-KMS, kmsKeyArn: key-1}}   | spec.bucket.encryption.kmsKeyArn
                    bucket: {name: acme, lifecycleRules: [{name: a}]}                     | the rule does nothing
                    bucket: {name: acme, lifecycleRules: [{name: a, expirationDays: 0}]}  | greater than or equal to 1
                    bucket: {name: acme, lifecycleRules: [{name: a, transitions: [{days: 1, storageClass: COLD}]}]} | Unsupported value: "COLD"
                    database: {name: Sales}                                               | spec.database.name
                    database: {name: my-sales}                                            | spec.database.name
                    database: {provisioning: Use, description: x}                         | a database that is only used stays as it is
                    database: {provisioning: Use, deletionPolicy: Delete}                 | a database that is only used stays as it is
                    zones: {raw: in/, curated: in/clean/}                                 | one zone lies in another
                    zones: {raw: /in}                                                     | spec.zones.raw
                    zones: {raw: in}                                                      | spec.zones.raw
                    crawlers: [{name: a}]                                                 | targets: Required value
                    crawlers: [{name: a, targets: []}]                                    | should have at least 1
                    crawlers: [{name: a, targets: [{}]}]                                  | write zone (raw, curated or features), or path
                    crawlers: [{name: a, targets: [{path: orders/}]}]                     | without zone it begins with s3://
                    crawlers: [{name: a, targets: [{zone: raw, path: 's3://x/'}]}]        | path is a folder in it
                    crawlers: [{name: a, targets: [{zone: gold}]}]                        | Unsupported value: "gold"
                    crawlers: [{name: a, targets: [{zone: raw, sampleSize: 250}]}]        | less than or equal to 249
                    crawlers: [{name: A, targets: [{zone: raw}]}]                         | spec.crawlers[0].name
                    crawlers: [{name: a, targets: [{zone: raw}]}, {name: a, targets: [{zone: raw}]}] | Duplicate value
                    crawlers: [{name: a, targets: [{zone: raw}], schedule: hourly}]       | not a schedule: write cron
                    crawlers: [{name: a, targets: [{zone: raw}], schedule: cron(0 6 * * *)}]   | not a schedule: write cron
                    crawlers: [{name: a, targets: [{zone: raw}], schedule: 'cron(0 6 * * * *)'}] | only one, must be ?
                    crawlers: [{name: a, targets: [{zone: raw}], schedule: 'cron(0 6 ? * ? *)'}] | only one, must be ?
                    crawlers: [{name: a, targets: [{zone: raw}], tablePrefix: X-}]        | tablePrefix
                    crawlers: [{name: a, targets: [{zone: raw}], recrawl: NewFoldersOnly, schemaChangePolicy: {}}] | Glue only logs schema changes
                    roleArn: glue-dev                                                     | spec.roleArn
                    region: Frankfurt                                                     | spec.region
                    tags: {"aws:x": y}                                                    | are reserved
                    tags: {aws-mlops.dev/uid: y}                                          | are reserved
                    colour: red                                                           | unknown field "spec.colour"
                    """)
    public void whatCannotBeServedIsRefusedWithWhatToWrite(String change, String message) {
        assertRefused(LakeManifest.SHORTEST.yaml("orders", change), null, message);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    tags: null           | region: eu-west-1                                       | make another DataLake
                    region: eu-west-1    | region: eu-west-2                                       | make another DataLake
                    tags: null           | roleArn: arn:aws:iam::123456789012:role/glue-dev        | make another DataLake
                    tags: null           | bucket: {name: acme-other}                              | bucket.name, and whether the bucket is only used, are fixed
                    tags: null           | bucket: {name: acme-orders, provisioning: Use}          | bucket.name, and whether the bucket is only used, are fixed
                    tags: null           | database: {name: sales}                                 | database.name, and whether the database is only used, are fixed
                    tags: null           | database: {provisioning: Use}                           | database.name, and whether the database is only used, are fixed
                    database: {name: a}  | database: {name: b}                                     | database.name, and whether the database is only used, are fixed
                    """)
    public void whatIsFixedCannotBeChanged(String before, String after, String message) {
        assertRefused(
                LakeManifest.SHORTEST.yaml("orders", after), LakeManifest.SHORTEST.yaml("orders", before), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket: {name: acme-orders, provisioning: Adopt, deletionPolicy: Delete}",
                "database: {provisioning: Adopt, deletionPolicy: Delete, description: x}",
                "zones: {raw: in/}",
                "crawlers: [{name: a, targets: [{zone: raw}]}]",
                "suspend: true",
            })
    public void theRestCanBeChanged(String change) {
        assertTaken(LakeManifest.SHORTEST.yaml("orders", change), LakeManifest.SHORTEST.yaml("orders", ""));
    }
}
