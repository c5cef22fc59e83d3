package dev.awsmlops.operator.api;

import dev.awsmlops.operator.testing.Manifest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the schema refuses before the operator sees it, and what it tells the user to write instead: one table for all that enforce it. */
public abstract class GlueDevSessionSchemaCases extends SchemaCases {

    @ParameterizedTest
    @EnumSource
    public void theUsualManifestsAreValid(Manifest manifest) {
        assertTaken(manifest.yaml("orders", ""), null);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    SESSION | glueVersion: "7.0"                                  | Unsupported value: "7.0"
                    SESSION | glueVersion: null                                   | spec.glueVersion: Required value
                    SESSION | ttl: abc                                            | write 90m, 8h or 1h30m
                    SESSION | ttl: 0s                                             | write 90m, 8h or 1h30m
                    SESSION | ttl: ""                                             | write 90m, 8h or 1h30m
                    SESSION | ttl: 8                                              | must be of type string
                    SESSION | idleTimeout: 0m                                     | write 45m
                    SESSION | numberOfWorkers: -1                                 | greater than or equal to 2
                    SESSION | numberOfWorkers: null                               | workerType and numberOfWorkers go together
                    SESSION | numberOfWorkers: 300                                | at most 299 workers of type G.1X
                    SESSION | workerType: Standard                                | write G.1X or larger
                    SESSION | workerType: H.1X                                    | Unsupported value: "H.1X"
                    SESSION | {glueVersion: "2.0", workerType: G.4X}              | need 3.0 or later
                    SESSION | maxCapacity: 4                                      | either maxCapacity or workerType
                    SESSION | roleArn: null                                       | write roleArn
                    SESSION | roleArn: glue-dev                                   | spec.roleArn
                    SESSION | backend: DevEndpoint                                | leave backend out
                    SESSION | pythonVersion: "2"                                  | write pythonVersion "3"
                    SESSION | publicKeys: [ssh-rsa AAAA]                          | publicKeys are for the SSH of a dev endpoint
                    SESSION | region: Frankfurt                                   | spec.region
                    SESSION | onExpiry: Keep                                      | Unsupported value: "Keep"
                    SESSION | tags: {"aws:x": y}                                  | are reserved
                    SESSION | tags: {aws-mlops.dev/uid: y}                        | are reserved
                    SESSION | network: {subnetId: subnet-1, securityGroupIds: [sg-1]} | through network.connections
                    SESSION | notebook: {instanceType: t3.medium}                 | spec.notebook.instanceType
                    SESSION | notebook: {volumeSizeGiB: 4}                        | greater than or equal to 5
                    SESSION | notebook: {directInternetAccess: Disabled}          | write subnetId and securityGroupIds
                    SESSION | colour: red                                         | unknown field "spec.colour"
                    SESSION_WITH_NOTEBOOK | workspaceRef: {name: team}            | not both
                    SESSION | roleRef: {name: team}                               | write only one of roleArn, roleRef and workspaceRef
                    DEV_ENDPOINT | {roleArn: null, workspaceRef: {name: team}}    | has no tunnel to a dev endpoint
                    DEV_ENDPOINT | workerType: G.4X                               | Standard, G.1X and G.2X
                    DEV_ENDPOINT | idleTimeout: 45m                               | add notebook, or leave idleTimeout out
                    DEV_ENDPOINT | network: {subnetId: subnet-1}                  | subnetId and securityGroupIds go together
                    DEV_ENDPOINT | network: {connections: [lake]}                 | network.connections are for interactive sessions
                    """)
    public void whatCannotBeServedIsRefusedWithWhatToWrite(Manifest manifest, String change, String message) {
        String fields = change.startsWith("{")
                ? change.substring(1, change.length() - 1).replace(", ", "\n")
                : change;

        assertRefused(manifest.yaml("orders", fields), null, message);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    SESSION               | numberOfWorkers: 4                              | are fixed while the session runs
                    SESSION               | roleArn: arn:aws:iam::123456789012:role/other   | are fixed while the session runs
                    SESSION               | glueVersion: "1.0"                              | make another GlueDevSession
                    SESSION               | region: eu-west-1                               | make another GlueDevSession
                    SESSION               | workspaceRef: {name: team}                      | make another GlueDevSession
                    SESSION               | notebook: {}                                    | make another GlueDevSession
                    SESSION_WITH_NOTEBOOK | notebook: null                                  | make another GlueDevSession
                    SESSION_WITH_NOTEBOOK | notebook: {kmsKeyId: k}                         | its volume can only grow
                    """)
    public void whatAwsFixesCannotBeChangedWhileTheSessionRuns(Manifest manifest, String change, String message) {
        String running = inPhase(manifest, "Ready");

        assertRefused(manifest.yaml("orders", change), running, message);
    }

    @ParameterizedTest
    @CsvSource({
        "ttl: 10h",
        "idleTimeout: 30m",
        "'tags: {team: a}'",
        "suspend: true",
        "onExpiry: Delete",
        "'notebook: {instanceType: ml.m5.xlarge, volumeSizeGiB: 20}'"
    })
    public void whatCanBeChangedIsTaken(String change) {
        String running = inPhase(Manifest.SESSION_WITH_NOTEBOOK, "Ready");

        assertTaken(Manifest.SESSION_WITH_NOTEBOOK.yaml("orders", change), running);
    }

    @ParameterizedTest
    @CsvSource({"Expired", "Failed", "Pending"})
    public void theSizeCanBeChangedWhileNothingRuns(String phase) {
        assertTaken(Manifest.SESSION.yaml("orders", "numberOfWorkers: 4"), inPhase(Manifest.SESSION, phase));
    }

    private static String inPhase(Manifest manifest, String phase) {
        return manifest.yaml("orders", "") + "status: {phase: " + phase + "}\n";
    }
}
