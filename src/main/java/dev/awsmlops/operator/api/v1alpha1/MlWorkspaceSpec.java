package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What the user asks for. */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "self.repository.provider != 'Git' || self.repository.template != 'Standard' || has(self.dataLakeRef)",
        message = "the first commit of a repository outside AWS comes from the notebook, which reads it from the lake's"
                + " bucket: write dataLakeRef, or repository.template: None")
public record MlWorkspaceSpec(
        @JsonPropertyDescription("AWS region, such as eu-central-1. The operator's own region where it is left out.")
        @Pattern(SchemaRules.REGION)
        @Size(max = 32)
        String region,

        @JsonPropertyDescription(
                "The DataLake of the same namespace that is worked on: its database and paths are filled in.")
        LocalObjectReference dataLakeRef,

        @JsonPropertyDescription("The notebook.") @Default(WorkspaceNotebookSpec.USUAL_JSON)
        WorkspaceNotebookSpec notebook,

        @JsonPropertyDescription("The Spark sessions that the notebook's Glue kernels start.")
        @Default(GlueKernelsSpec.USUAL_JSON)
        GlueKernelsSpec glueKernels,

        @JsonPropertyDescription("The Git repository on which the notebook opens.") @Default(RepositorySpec.USUAL_JSON)
        RepositorySpec repository,

        @JsonPropertyDescription("The watch over what the workspace leaves running.")
        @Default(MonitoringSpec.USUAL_JSON)
        MonitoringSpec monitoring,

        @JsonPropertyDescription(
                "ARN of the role that the notebook and its Glue sessions assume. Where it is left out the operator makes one with rights to this workspace and its lake only.")
        @Pattern(SchemaRules.ROLE_ARN)
        @Size(max = 2048)
        String roleArn,

        @JsonPropertyDescription("Tags for everything made in AWS, besides the operator's own.")
        @Size(max = 30)
        @ValidationRule(value = SchemaRules.TAGS_NOT_RESERVED, message = SchemaRules.TAGS_NOT_RESERVED_MESSAGE)
        @ValidationRule(value = SchemaRules.TAGS_FIT, message = SchemaRules.TAGS_FIT_MESSAGE)
        Map<String, String> tags,

        @JsonPropertyDescription("True stops changes to AWS, working hours included. Deletion goes on all the same.")
        Boolean suspend) {

    public MlWorkspaceSpec {
        notebook = notebook == null ? WorkspaceNotebookSpec.USUAL : notebook;
        glueKernels = glueKernels == null ? GlueKernelsSpec.USUAL : glueKernels;
        repository = repository == null ? RepositorySpec.USUAL : repository;
        monitoring = monitoring == null ? MonitoringSpec.USUAL : monitoring;
    }

    public boolean suspended() {
        return Boolean.TRUE.equals(suspend);
    }
}
