package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** Major versions of Python in a Glue environment. */
public enum PythonVersion {
    @JsonProperty("2")
    V2("2"),
    @JsonProperty("3")
    V3("3");

    private final String version;

    PythonVersion(String version) {
        this.version = version;
    }

    /** As AWS writes it. */
    @JsonValue
    public String version() {
        return version;
    }
}
