package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** The Glue versions that can be developed on. Source: AWS Glue release notes, as of 2026-08. */
public enum GlueVersion {
    @JsonProperty("0.9")
    V0_9("0.9", Backend.DevEndpoint),
    @JsonProperty("1.0")
    V1_0("1.0", Backend.DevEndpoint),
    @JsonProperty("2.0")
    V2_0("2.0", Backend.InteractiveSession),
    @JsonProperty("3.0")
    V3_0("3.0", Backend.InteractiveSession),
    @JsonProperty("4.0")
    V4_0("4.0", Backend.InteractiveSession),
    @JsonProperty("5.0")
    V5_0("5.0", Backend.InteractiveSession),
    @JsonProperty("5.1")
    V5_1("5.1", Backend.InteractiveSession),
    @JsonProperty("6.0")
    V6_0("6.0", Backend.InteractiveSession);

    private final String version;
    private final Backend backend;

    GlueVersion(String version, Backend backend) {
        this.version = version;
        this.backend = backend;
    }

    /** As AWS writes it. */
    @JsonValue
    public String version() {
        return version;
    }

    Backend backend() {
        return backend;
    }
}
