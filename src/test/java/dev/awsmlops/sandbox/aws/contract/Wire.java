package dev.awsmlops.sandbox.aws.contract;

import java.util.Set;

/** How the members of a request look once the simulation has read them. */
enum Wire {
    /** Typed, as they came. */
    JSON,

    /** Text, whatever their type (Smithy, "AWS query protocol"), beside what names the operation. */
    QUERY,

    /** Typed by the SDK's model, beside the content of an object and what the host name told. */
    REST_XML;

    /** The names that are the protocol's and no members. */
    Set<String> beside() {
        return switch (this) {
            case JSON -> Set.of();
            case QUERY -> Set.of("Action", "Version");
            case REST_XML -> Set.of("Body", "UseGlobalEndpoint");
        };
    }

    static Wire of(String protocol) {
        return switch (protocol) {
            case "json", "rest-json" -> JSON;
            case "query" -> QUERY;
            default -> throw new IllegalArgumentException("No operation is simulated in the protocol " + protocol);
        };
    }
}
