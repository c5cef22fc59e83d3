package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The Glue database of a lake. */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "self.provisioning != 'Use' || (!has(self.description) && self.deletionPolicy == 'Retain')",
        message =
                "a database that is only used stays as it is: leave description out and write deletionPolicy: Retain, or"
                        + " write provisioning: Adopt")
public record DatabaseSpec(
        @JsonPropertyDescription(
                "Name: lower-case letters, digits and underscores. Made from the lake's name where it is left out.")
        @Pattern("^[a-z0-9_]+$")
        @Size(min = 1, max = 255)
        String name,

        @JsonPropertyDescription("Description.") @Size(max = 2048)
        String description,

        @JsonPropertyDescription(
                "Create makes it; Adopt also takes over one that exists; Use leaves one that exists as it is.")
        @Default("Create")
        Provisioning provisioning,

        @JsonPropertyDescription(
                "Retain keeps the database when the lake is deleted; Delete deletes it and its tables, not their data.")
        @Default("Retain")
        DeletionPolicy deletionPolicy) {

    /** What holds where a lake says nothing of its database. The API server checks a default by the rules as it stands. */
    static final String UNSAID_JSON = "{\"provisioning\": \"Create\", \"deletionPolicy\": \"Retain\"}";

    /** The same. */
    static final DatabaseSpec UNSAID = new DatabaseSpec(null, null, Provisioning.Create, DeletionPolicy.Retain);
}
