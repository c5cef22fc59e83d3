package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Workspaces as a user writes them. */
public enum WorkspaceManifest {
    /** A workspace need not say anything. */
    SHORTEST(""),
    /** It stops itself, works by the clock and is watched. */
    WITH_HOURS("""
            notebook:
              idleTimeout: 1h
              schedule: {start: "08:00", stop: "18:00", timeZone: Europe/Berlin}
            """),
    /** On a lake, and everything goes with it. */
    WITH_EVERYTHING_DELETED("""
            dataLakeRef: {name: orders}
            notebook:
              idleTimeout: 1h
            repository:
              deletionPolicy: Delete
            monitoring:
              notifyTopicArn: arn:aws:sns:us-east-1:123456789012:ml-alerts
            """),
    /** A repository elsewhere, and roles that somebody else has made. */
    WITH_GIT("""
            roleArn: arn:aws:iam::123456789012:role/notebooks
            repository:
              provider: Git
              url: https://git.example.com/acme/returns.git
              secretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:git-AbCdEf
              template: None
            monitoring:
              roleArn: arn:aws:iam::123456789012:role/monitors
            """);

    private final String spec;

    WorkspaceManifest(String spec) {
        this.spec = spec;
    }

    /** The workspace of that name. */
    public MlWorkspace named(String name) {
        return named(name, "");
    }

    /** The workspace of that name, with fields of its spec changed or added as in YAML. */
    public MlWorkspace named(String name, String changes) {
        return Serialization.unmarshal(yaml(name, changes), MlWorkspace.class);
    }

    /** The same as YAML, which can say what the types can't hold. */
    public String yaml(String name, String changes) {
        return ManifestText.of("MlWorkspace", name, spec, changes);
    }
}
