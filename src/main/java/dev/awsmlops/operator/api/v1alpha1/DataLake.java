package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A data lake that can be queried: an S3 bucket laid out in zones, a Glue database, and crawlers that find the tables.
 *
 * <p>Bucket and database are kept when the lake is deleted, unless its spec says {@code Delete}.
 */
@Group(GlueDevSession.GROUP)
@Version(GlueDevSession.VERSION)
@Kind("DataLake")
@Singular("datalake")
@Plural("datalakes")
@ShortNames("dl")
@Categories("mlops")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Bucket", jsonPath = ".spec.bucket.name")
@AdditionalPrinterColumn(name = "Database", jsonPath = ".status.database.name")
@AdditionalPrinterColumn(
        name = "Tables",
        jsonPath = ".status.tables.count",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Last crawl",
        jsonPath = ".status.lastCrawlAt",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Role", jsonPath = ".status.roleArn", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value =
                "has(self.spec.region) == has(oldSelf.spec.region) && (!has(self.spec.region) || self.spec.region == oldSelf.spec.region)"
                        + " && has(self.spec.roleArn) == has(oldSelf.spec.roleArn)",
        message = "the region, and whether the crawlers' role is given or managed, are fixed: make another DataLake",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.spec.bucket.name == oldSelf.spec.bucket.name"
                + " && (self.spec.bucket.provisioning == 'Use') == (oldSelf.spec.bucket.provisioning == 'Use')",
        message = "bucket.name, and whether the bucket is only used, are fixed: make another DataLake",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "(self.spec.database.provisioning == 'Use') == (oldSelf.spec.database.provisioning == 'Use')"
                + " && has(self.spec.database.name) == has(oldSelf.spec.database.name)"
                + " && (!has(self.spec.database.name) || self.spec.database.name == oldSelf.spec.database.name)",
        message = "database.name, and whether the database is only used, are fixed: make another DataLake",
        reason = "FieldValueForbidden")
public class DataLake extends CustomResource<DataLakeSpec, DataLakeStatus> implements Namespaced {

    /** Annotation: a value other than the last one asks for a crawl by every crawler. */
    public static final String CRAWL = GlueDevSession.GROUP + "/crawl";

    private static final long serialVersionUID = 1L;

    @Override
    protected DataLakeSpec initSpec() {
        return null;
    }

    @Override
    protected DataLakeStatus initStatus() {
        return null;
    }

    @Override
    @Required
    public DataLakeSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonInclude(Include.NON_NULL)
    public DataLakeStatus getStatus() {
        return super.getStatus();
    }
}
