package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The Git repository of a workspace. Limits are those of CodeCommit's and SageMaker's API references (2026-08). */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "(self.provider == 'Git') == has(self.url)",
        message =
                "url goes with provider: Git, and provider: Git needs it: write url: https://..., or provider: CodeCommit")
@ValidationRule(
        value = "self.provider == 'CodeCommit' || (!has(self.name) && !has(self.description) && !has(self.kmsKeyId)"
                + " && self.provisioning == 'Create' && self.deletionPolicy == 'Retain')",
        message =
                "name, description, kmsKeyId, provisioning and deletionPolicy are for provider: CodeCommit: a repository"
                        + " elsewhere is never made nor deleted")
@ValidationRule(
        value = "self.provider == 'Git' || !has(self.secretArn)",
        message = "secretArn is for provider: Git: CodeCommit lets the notebook's role in")
@ValidationRule(
        value = "self.provisioning != 'Use' || (self.deletionPolicy == 'Retain' && !has(self.description))",
        message = "a repository that is only used is neither changed nor deleted: leave description out and write"
                + " deletionPolicy: Retain, or write provisioning: Adopt")
public record RepositorySpec(
        @JsonPropertyDescription("CodeCommit, or Git for any other server that speaks https.") @Default("CodeCommit")
        Provider provider,

        @JsonPropertyDescription("Name in CodeCommit. NAMESPACE-NAME of the workspace where it is left out.")
        @Pattern("^[A-Za-z0-9_.-]+$")
        @Size(min = 1, max = 100)
        @ValidationRule(value = "!self.endsWith('.git')", message = "a repository's name must not end in .git")
        String name,

        @JsonPropertyDescription("Description in CodeCommit.") @Size(max = 1000)
        String description,

        @JsonPropertyDescription("KMS key that encrypts the repository in CodeCommit; fixed when it is made.")
        @Size(min = 1, max = 2048)
        String kmsKeyId,

        @JsonPropertyDescription("Where the repository is, such as https://github.com/acme/returns.git.")
        @Pattern("^https://[^/@ ]+/[^ ]+$")
        @Size(min = 11, max = 1024)
        String url,

        @JsonPropertyDescription("ARN of a secret in Secrets Manager with username and password for the repository.")
        @Pattern("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$")
        @Size(max = 2048)
        String secretArn,

        @JsonPropertyDescription("Branch to work on.")
        @Default("main")
        @Pattern("^[A-Za-z0-9_][A-Za-z0-9_./-]*$")
        @Size(min = 1, max = 255)
        String branch,

        @JsonPropertyDescription(
                "What an empty repository starts with: Standard (the standard layout and examples that run) or None. A repository with commits is never written to.")
        @Default("Standard")
        Template template,

        @JsonPropertyDescription(
                "Create makes it; Adopt also takes over one that exists; Use leaves one that exists as it is, but for the first commit of an empty one.")
        @Default("Create")
        Provisioning provisioning,

        @JsonPropertyDescription(
                "Retain keeps the repository when the workspace is deleted; Delete deletes it with its history.")
        @Default("Retain")
        DeletionPolicy deletionPolicy) {

    /** What holds where a workspace says nothing of its repository. */
    static final String USUAL_JSON =
            "{\"provider\": \"CodeCommit\", \"branch\": \"main\", \"template\": \"Standard\", \"provisioning\": \"Create\","
                    + " \"deletionPolicy\": \"Retain\"}";

    /** The same. */
    static final RepositorySpec USUAL = new RepositorySpec(
            Provider.CodeCommit,
            null,
            null,
            null,
            null,
            null,
            "main",
            Template.Standard,
            Provisioning.Create,
            DeletionPolicy.Retain);

    /** Who serves the repository. */
    public enum Provider {
        /** AWS CodeCommit: the operator makes the repository and its first commit. */
        CodeCommit,
        /** Any server that speaks https: the repository exists, and the notebook makes its first commit. */
        Git
    }

    /** What an empty repository starts with. */
    public enum Template {
        Standard,
        None
    }
}
