package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Manifests as a user writes them. */
public enum Manifest {
    /** A dev endpoint, without a notebook. */
    DEV_ENDPOINT("""
            glueVersion: "1.0"
            workerType: G.1X
            numberOfWorkers: 2
            roleArn: arn:aws:iam::123456789012:role/glue-dev
            ttl: 8h
            """),
    /** A dev endpoint with its own notebook. */
    DEV_ENDPOINT_WITH_NOTEBOOK("""
            glueVersion: "1.0"
            workerType: G.1X
            numberOfWorkers: 2
            roleArn: arn:aws:iam::123456789012:role/glue-dev
            notebook:
              instanceType: ml.t3.medium
            ttl: 8h
            """),
    /** An interactive session, without a notebook. */
    SESSION("""
            glueVersion: "5.0"
            workerType: G.1X
            numberOfWorkers: 2
            roleArn: arn:aws:iam::123456789012:role/glue-dev
            ttl: 8h
            """),
    /** An interactive session with its own notebook. */
    SESSION_WITH_NOTEBOOK("""
            glueVersion: "5.0"
            workerType: G.1X
            numberOfWorkers: 2
            roleArn: arn:aws:iam::123456789012:role/glue-dev
            notebook:
              instanceType: ml.t3.medium
            ttl: 8h
            """);

    private final String spec;

    Manifest(String spec) {
        this.spec = spec;
    }

    public boolean hasNotebook() {
        return spec.contains("notebook:");
    }

    public boolean isDevEndpoint() {
        return spec.contains("\"1.0\"");
    }

    /** The session of that name. */
    public GlueDevSession named(String name) {
        return named(name, "");
    }

    /** The session of that name, with fields of its spec changed or added as in YAML. */
    public GlueDevSession named(String name, String changes) {
        return Serialization.unmarshal(yaml(name, changes), GlueDevSession.class);
    }

    /** The same as YAML, which can say what the types can't hold. */
    public String yaml(String name, String changes) {
        return ManifestText.of("GlueDevSession", name, spec, changes);
    }
}
