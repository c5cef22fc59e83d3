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
 * A team's place to work: a SageMaker notebook that opens on a Git repository with the standard layout and examples that
 * run, a role for both, and a watch over what it leaves running.
 *
 * <p>The repository is kept when the workspace is deleted, unless its spec says {@code Delete}.
 */
@Group(GlueDevSession.GROUP)
@Version(GlueDevSession.VERSION)
@Kind("MlWorkspace")
@Singular("mlworkspace")
@Plural("mlworkspaces")
@ShortNames("mlws")
@Categories("mlops")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Notebook", jsonPath = ".status.notebook.status")
@AdditionalPrinterColumn(name = "Repository", jsonPath = ".status.repository.name")
@AdditionalPrinterColumn(
        name = "Findings",
        jsonPath = ".status.monitoring.findingCount",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Cost/h", jsonPath = ".status.cost.hourlyUsd")
@AdditionalPrinterColumn(name = "Next", jsonPath = ".status.notebook.next", priority = 1)
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.cost.accruedUsd", priority = 1)
@AdditionalPrinterColumn(name = "Instance", jsonPath = ".spec.notebook.instanceType", priority = 1)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.notebook.url", priority = 1)
@AdditionalPrinterColumn(name = "Clone", jsonPath = ".status.repository.cloneUrl", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value =
                "has(self.spec.region) == has(oldSelf.spec.region) && (!has(self.spec.region) || self.spec.region == oldSelf.spec.region)"
                        + " && has(self.spec.roleArn) == has(oldSelf.spec.roleArn)",
        message = "the region, and whether the role is given or managed, are fixed: make another MlWorkspace",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.spec.repository.provider == oldSelf.spec.repository.provider"
                + " && has(self.spec.repository.name) == has(oldSelf.spec.repository.name)"
                + " && (!has(self.spec.repository.name) || self.spec.repository.name == oldSelf.spec.repository.name)"
                + " && (self.spec.repository.provisioning == 'Use') == (oldSelf.spec.repository.provisioning == 'Use')",
        message =
                "repository.provider, repository.name, and whether the repository is only used, are fixed: make another"
                        + " MlWorkspace",
        reason = "FieldValueForbidden")
@ValidationRule(
        value =
                "has(self.spec.notebook.subnetId) == has(oldSelf.spec.notebook.subnetId) && (!has(self.spec.notebook.subnetId) || self.spec.notebook.subnetId == oldSelf.spec.notebook.subnetId)"
                        + " && has(self.spec.notebook.securityGroupIds) == has(oldSelf.spec.notebook.securityGroupIds) && (!has(self.spec.notebook.securityGroupIds) || self.spec.notebook.securityGroupIds == oldSelf.spec.notebook.securityGroupIds)"
                        + " && has(self.spec.notebook.kmsKeyId) == has(oldSelf.spec.notebook.kmsKeyId) && (!has(self.spec.notebook.kmsKeyId) || self.spec.notebook.kmsKeyId == oldSelf.spec.notebook.kmsKeyId)"
                        + " && self.spec.notebook.directInternetAccess == oldSelf.spec.notebook.directInternetAccess"
                        + " && self.spec.notebook.volumeSizeGiB >= oldSelf.spec.notebook.volumeSizeGiB",
        message =
                "the notebook's subnet, security groups, key and internet access are fixed, and its volume can only grow:"
                        + " make another MlWorkspace",
        reason = "FieldValueForbidden")
public class MlWorkspace extends CustomResource<MlWorkspaceSpec, MlWorkspaceStatus> implements Namespaced {

    /**
     * Annotation: a value other than the last one starts a notebook that stopped itself for want of use, or that its
     * working hours have stopped.
     */
    public static final String START = GlueDevSession.GROUP + "/start";

    private static final long serialVersionUID = 1L;

    @Override
    protected MlWorkspaceSpec initSpec() {
        return null;
    }

    @Override
    protected MlWorkspaceStatus initStatus() {
        return null;
    }

    @Override
    @Required
    public MlWorkspaceSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonInclude(Include.NON_NULL)
    public MlWorkspaceStatus getStatus() {
        return super.getStatus();
    }
}
