package dev.awsmlops.operator.api;

import dev.awsmlops.operator.testing.WorkspaceManifest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema refuses before the operator sees it, and what it tells the user to write instead: one table for all that enforce it. */
public abstract class MlWorkspaceSchemaCases extends SchemaCases {

    @ParameterizedTest
    @EnumSource
    public void theUsualManifestsAreValid(WorkspaceManifest manifest) {
        assertTaken(manifest.yaml("returns", ""), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notebook: {state: Stopped}",
                "notebook: {idleTimeout: 1h30m}",
                "notebook: {schedule: {start: '22:00', stop: '06:00', days: [Sun, Mon], timeZone: UTC}}",
                "notebook: {subnetId: subnet-1, securityGroupIds: [sg-1], directInternetAccess: Disabled, rootAccess: Disabled}",
                "notebook: {volumeSizeGiB: 100, additionalCodeRepositories: ['https://git.example.com/a.git']}",
                "glueKernels: {glueVersion: '4.0', workerType: G.8X, numberOfWorkers: 10, idleTimeout: 10m, timeout: 2h}",
                "repository: {name: returns, provisioning: Adopt, deletionPolicy: Delete, branch: trunk}",
                "repository: {name: returns, provisioning: Use}",
                "repository: {template: None}",
                "repository: {provider: Git, url: 'https://git.example.com/acme/returns.git', template: None}",
                "monitoring: {enabled: false}",
                "monitoring: {schedule: rate(1 day)}",
                "monitoring: {schedule: 'cron(0 8 ? * MON-FRI *)'}",
                "monitoring: {notifyTopicArn: 'arn:aws:sns:us-east-1:123456789012:alerts'}",
                "region: eu-central-1",
                "tags: {team: a}",
            })
    public void whatCanBeServedIsTaken(String change) {
        assertTaken(WorkspaceManifest.SHORTEST.yaml("returns", change), null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    notebook: {state: Off}                                                | Unsupported value: "Off"
                    notebook: {idleTimeout: 0m}                                           | write 45m
                    notebook: {instanceType: t3.medium}                                   | spec.notebook.instanceType
                    notebook: {volumeSizeGiB: 4}                                          | greater than or equal to 5
                    notebook: {subnetId: subnet-1}                                        | subnetId and securityGroupIds go together
                    notebook: {directInternetAccess: Disabled}                            | needs a network
                    notebook: {schedule: {start: '8:00', stop: '18:00', timeZone: UTC}}   | spec.notebook.schedule.start
                    notebook: {schedule: {start: '08:00', stop: '24:00', timeZone: UTC}}  | spec.notebook.schedule.stop
                    notebook: {schedule: {start: '08:00', stop: '08:00', timeZone: UTC}}  | start and stop are the same time
                    notebook: {schedule: {start: '08:00', stop: '18:00'}}                 | timeZone: Required value
                    notebook: {schedule: {start: '08:00', stop: '18:00', timeZone: UTC, days: [Monday]}} | Unsupported value: "Monday"
                    glueKernels: {glueVersion: '1.0'}                                     | have no interactive sessions
                    glueKernels: {workerType: Standard}                                   | worker types are G.1X and G.2X
                    glueKernels: {glueVersion: '2.0', workerType: G.4X}                   | worker types are G.1X and G.2X
                    glueKernels: {numberOfWorkers: 1}                                     | greater than or equal to 2
                    repository: {provider: GitHub}                                        | Unsupported value: "GitHub"
                    repository: {provider: Git, template: None}                           | provider: Git needs it
                    repository: {url: 'https://git.example.com/a.git'}                    | url goes with provider: Git
                    repository: {provider: Git, url: 'https://git.example.com/a.git'}     | write dataLakeRef, or repository.template: None
                    repository: {provider: Git, url: 'https://u:p@example.com/a.git', template: None} | spec.repository.url
                    repository: {provider: Git, url: 'https://git.example.com/a.git', template: None, name: a} | are for provider: CodeCommit
                    repository: {provider: Git, url: 'https://git.example.com/a.git', template: None, deletionPolicy: Delete} | never made nor deleted
                    repository: {secretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:a'} | secretArn is for provider: Git
                    repository: {name: a.git}                                             | must not end in .git
                    repository: {name: a/b}                                               | spec.repository.name
                    repository: {provisioning: Use, deletionPolicy: Delete}               | neither changed nor deleted
                    monitoring: {schedule: hourly}                                        | not a schedule: write rate(1 hour)
                    monitoring: {notifyTopicArn: alerts}                                  | spec.monitoring.notifyTopicArn
                    roleArn: notebooks                                                    | spec.roleArn
                    tags: {aws-mlops.dev/uid: y}                                          | are reserved
                    colour: red                                                           | unknown field "spec.colour"
                    """)
    public void whatCannotBeServedIsRefusedWithWhatToWrite(String change, String message) {
        assertRefused(WorkspaceManifest.SHORTEST.yaml("returns", change), null, message);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    tags: {a: b}                   | region: eu-west-1                                    | make another MlWorkspace
                    tags: {a: b}                   | roleArn: arn:aws:iam::123456789012:role/notebooks    | make another MlWorkspace
                    tags: {a: b}                   | repository: {name: returns}                          | repository.provider, repository.name
                    repository: {name: returns}    | repository: {name: sales}                            | repository.provider, repository.name
                    tags: {a: b}                   | repository: {provisioning: Use}                      | repository.provider, repository.name
                    tags: {a: b}                   | repository: {provider: Git, url: 'https://git.example.com/a.git', template: None} | repository.provider, repository.name
                    notebook: {volumeSizeGiB: 20}  | notebook: {volumeSizeGiB: 10}                        | its volume can only grow
                    tags: {a: b}                   | notebook: {subnetId: subnet-1, securityGroupIds: [sg-1]} | are fixed
                    tags: {a: b}                   | notebook: {kmsKeyId: key-1}                          | are fixed
                    """)
    public void whatIsFixedCannotBeChanged(String before, String after, String message) {
        assertRefused(
                WorkspaceManifest.SHORTEST.yaml("returns", after),
                WorkspaceManifest.SHORTEST.yaml("returns", before),
                message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notebook: {state: Stopped, instanceType: ml.m5.2xlarge, volumeSizeGiB: 50, rootAccess: Disabled}",
                "repository: {deletionPolicy: Delete, branch: trunk, description: x}",
                "monitoring: {enabled: false}",
                "dataLakeRef: {name: orders}",
                "suspend: true",
            })
    public void theRestCanBeChanged(String change) {
        assertTaken(WorkspaceManifest.SHORTEST.yaml("returns", change), WorkspaceManifest.SHORTEST.yaml("returns", ""));
    }
}
