package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** Worker types of Glue's Spark environments. Source: Glue API reference, CreateSession and CreateDevEndpoint. */
public enum WorkerType {
    @JsonProperty("Standard")
    STANDARD("Standard", 1),
    @JsonProperty("G.1X")
    G_1X("G.1X", 1),
    @JsonProperty("G.2X")
    G_2X("G.2X", 2),
    @JsonProperty("G.4X")
    G_4X("G.4X", 4),
    @JsonProperty("G.8X")
    G_8X("G.8X", 8);

    private final String type;
    private final int dpus;

    WorkerType(String type, int dpus) {
        this.type = type;
        this.dpus = dpus;
    }

    /** As AWS writes it. */
    @JsonValue
    public String type() {
        return type;
    }

    /** Data processing units that one worker of this type is billed as. */
    public int dpus() {
        return dpus;
    }
}
