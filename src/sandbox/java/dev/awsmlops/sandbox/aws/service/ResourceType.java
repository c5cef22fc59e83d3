package dev.awsmlops.sandbox.aws.service;

/** The kinds of resource that the simulated account can hold, under the names CloudFormation gives them. */
public enum ResourceType {
    DEV_ENDPOINT("AWS::Glue::DevEndpoint", "glue", "devEndpoint/"),
    SESSION("AWS::Glue::Session", "glue", "session/"),
    NOTEBOOK_INSTANCE("AWS::SageMaker::NotebookInstance", "sagemaker", "notebook-instance/"),
    NOTEBOOK_LIFECYCLE_CONFIG(
            "AWS::SageMaker::NotebookInstanceLifecycleConfig", "sagemaker", "notebook-instance-lifecycle-config/"),
    ROLE("AWS::IAM::Role", "iam", "role/");

    private final String typeName;
    private final String service;
    private final String prefix;

    ResourceType(String typeName, String service, String prefix) {
        this.typeName = typeName;
        this.service = service;
        this.prefix = prefix;
    }

    public String typeName() {
        return typeName;
    }

    /** IAM's names are those of the whole account, so its ARNs carry no region. */
    public String arn(String region, String account, String name) {
        return "arn:aws:%s:%s:%s:%s%s".formatted(service, this == ROLE ? "" : region, account, prefix, name);
    }
}
