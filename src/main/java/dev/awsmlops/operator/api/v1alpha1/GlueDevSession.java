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
 * A Spark environment on AWS Glue, with a notebook attached when asked for, that ends by itself after its ttl.
 *
 * <p>What AWS fixes when it creates the environment can be changed only while nothing runs, that is once the session
 * has expired or failed.
 */
@Group(GlueDevSession.GROUP)
@Version(GlueDevSession.VERSION)
@Kind("GlueDevSession")
@Singular("gluedevsession")
@Plural("gluedevsessions")
@ShortNames("gds")
@Categories("mlops")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Expires", jsonPath = ".status.expiresAt")
@AdditionalPrinterColumn(name = "Endpoint", jsonPath = ".status.endpoint.status")
@AdditionalPrinterColumn(name = "Notebook", jsonPath = ".status.notebook.status")
@AdditionalPrinterColumn(name = "Cost/h", jsonPath = ".status.cost.hourlyUsd")
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.cost.accruedUsd", priority = 1)
@AdditionalPrinterColumn(name = "Glue", jsonPath = ".spec.glueVersion", priority = 1)
@AdditionalPrinterColumn(name = "Workers", jsonPath = ".spec.workerType", priority = 1)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.notebook.url", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value =
                "has(self.spec.region) == has(oldSelf.spec.region) && (!has(self.spec.region) || self.spec.region == oldSelf.spec.region)"
                        + " && has(self.spec.notebook) == has(oldSelf.spec.notebook)"
                        + " && has(self.spec.roleArn) == has(oldSelf.spec.roleArn)"
                        + " && has(self.spec.workspaceRef) == has(oldSelf.spec.workspaceRef)"
                        + " && (self.spec.glueVersion in ['0.9', '1.0']) == (oldSelf.spec.glueVersion in ['0.9', '1.0'])",
        message =
                "the region, whether there is a notebook, a roleArn or a workspaceRef, and the kind of backend (glueVersion up to 1.0, or later) are"
                        + " fixed: make another GlueDevSession",
        reason = "FieldValueForbidden")
@ValidationRule(
        value =
                GlueDevSession.NOTHING_RUNS + " || (self.spec.glueVersion == oldSelf.spec.glueVersion"
                        + " && self.spec.pythonVersion == oldSelf.spec.pythonVersion"
                        + " && has(self.spec.workerType) == has(oldSelf.spec.workerType) && (!has(self.spec.workerType) || self.spec.workerType == oldSelf.spec.workerType)"
                        + " && has(self.spec.numberOfWorkers) == has(oldSelf.spec.numberOfWorkers) && (!has(self.spec.numberOfWorkers) || self.spec.numberOfWorkers == oldSelf.spec.numberOfWorkers)"
                        + " && has(self.spec.maxCapacity) == has(oldSelf.spec.maxCapacity) && (!has(self.spec.maxCapacity) || self.spec.maxCapacity == oldSelf.spec.maxCapacity)"
                        + " && has(self.spec.roleArn) == has(oldSelf.spec.roleArn) && (!has(self.spec.roleArn) || self.spec.roleArn == oldSelf.spec.roleArn)"
                        + " && has(self.spec.network) == has(oldSelf.spec.network) && (!has(self.spec.network) || self.spec.network == oldSelf.spec.network)"
                        + " && has(self.spec.securityConfiguration) == has(oldSelf.spec.securityConfiguration) && (!has(self.spec.securityConfiguration) || self.spec.securityConfiguration == oldSelf.spec.securityConfiguration)"
                        + " && has(self.spec.dataLakeRef) == has(oldSelf.spec.dataLakeRef) && (!has(self.spec.dataLakeRef) || self.spec.dataLakeRef.name == oldSelf.spec.dataLakeRef.name)"
                        + " && (!has(self.spec.roleRef) || self.spec.roleRef.name == oldSelf.spec.roleRef.name)"
                        + " && (!has(self.spec.workspaceRef) || self.spec.workspaceRef.name == oldSelf.spec.workspaceRef.name))",
        message = "glueVersion, workerType, numberOfWorkers, maxCapacity, roleArn, roleRef, workspaceRef, network,"
                + " securityConfiguration, pythonVersion and dataLakeRef are fixed while the session runs: make another GlueDevSession, or change them once this"
                + " one has expired",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = GlueDevSession.NOTHING_RUNS + " || !has(self.spec.notebook) || !has(oldSelf.spec.notebook)"
                + " || (has(self.spec.notebook.subnetId) == has(oldSelf.spec.notebook.subnetId) && (!has(self.spec.notebook.subnetId) || self.spec.notebook.subnetId == oldSelf.spec.notebook.subnetId)"
                + " && has(self.spec.notebook.securityGroupIds) == has(oldSelf.spec.notebook.securityGroupIds) && (!has(self.spec.notebook.securityGroupIds) || self.spec.notebook.securityGroupIds == oldSelf.spec.notebook.securityGroupIds)"
                + " && has(self.spec.notebook.kmsKeyId) == has(oldSelf.spec.notebook.kmsKeyId) && (!has(self.spec.notebook.kmsKeyId) || self.spec.notebook.kmsKeyId == oldSelf.spec.notebook.kmsKeyId)"
                + " && self.spec.notebook.directInternetAccess == oldSelf.spec.notebook.directInternetAccess"
                + " && self.spec.notebook.volumeSizeGiB >= oldSelf.spec.notebook.volumeSizeGiB)",
        message =
                "while the session runs its notebook's subnet, security groups, key and internet access are fixed, and"
                        + " its volume can only grow: make another GlueDevSession, or change them once this one has expired",
        reason = "FieldValueForbidden")
public class GlueDevSession extends CustomResource<GlueDevSessionSpec, GlueDevSessionStatus> implements Namespaced {

    public static final String GROUP = "aws-mlops.dev";
    public static final String VERSION = "v1alpha1";

    /** Annotation: a value other than the last one starts the ttl anew, and brings an expired session back. */
    public static final String RENEW = GROUP + "/renew";

    static final String NOTHING_RUNS = "(has(oldSelf.status) && has(oldSelf.status.phase)"
            + " && oldSelf.status.phase in ['Pending', 'Expired', 'Failed'])";

    private static final long serialVersionUID = 1L;

    @Override
    protected GlueDevSessionSpec initSpec() {
        return null;
    }

    @Override
    protected GlueDevSessionStatus initStatus() {
        return null;
    }

    @Override
    @Required
    public GlueDevSessionSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonInclude(Include.NON_NULL)
    public GlueDevSessionStatus getStatus() {
        return super.getStatus();
    }
}
