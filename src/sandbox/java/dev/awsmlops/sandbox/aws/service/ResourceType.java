package dev.awsmlops.sandbox.aws.service;

/** The kinds of resource that the simulated account can hold, under the names CloudFormation gives them. */
public enum ResourceType {
    DEV_ENDPOINT("AWS::Glue::DevEndpoint", "glue", "devEndpoint/"),
    SESSION("AWS::Glue::Session", "glue", "session/"),
    DATABASE("AWS::Glue::Database", "glue", "database/"),
    /** Its name is DATABASE/TABLE. */
    TABLE("AWS::Glue::Table", "glue", "table/"),
    CRAWLER("AWS::Glue::Crawler", "glue", "crawler/"),
    CLASSIFIER("AWS::Glue::Classifier", "glue", "classifier/"),
    NOTEBOOK_INSTANCE("AWS::SageMaker::NotebookInstance", "sagemaker", "notebook-instance/"),
    NOTEBOOK_LIFECYCLE_CONFIG(
            "AWS::SageMaker::NotebookInstanceLifecycleConfig", "sagemaker", "notebook-instance-lifecycle-config/"),
    CODE_REPOSITORY("AWS::SageMaker::CodeRepository", "sagemaker", "code-repository/"),
    TRAINING_JOB("AWS::SageMaker::TrainingJob", "sagemaker", "training-job/"),
    STATE_MACHINE("AWS::StepFunctions::StateMachine", "states", "stateMachine:"),
    /** Its name is GROUP/SCHEDULE. */
    SCHEDULE("AWS::Scheduler::Schedule", "scheduler", "schedule/"),
    SCHEDULE_GROUP("AWS::Scheduler::ScheduleGroup", "scheduler", "schedule-group/"),
    ROLE("AWS::IAM::Role", "iam", "role/", NameSpace.ACCOUNT),
    INSTANCE_PROFILE("AWS::IAM::InstanceProfile", "iam", "instance-profile/", NameSpace.ACCOUNT),
    REPOSITORY("AWS::CodeCommit::Repository", "codecommit", ""),
    BUCKET("AWS::S3::Bucket", "s3", "", NameSpace.PARTITION);

    /** Within which a name is given once. ARNs leave out what lies inside of it (IAM User Guide, reference_arns). */
    private enum NameSpace {
        REGION,
        ACCOUNT,
        PARTITION
    }

    private final String typeName;
    private final String service;
    private final String prefix;
    private final NameSpace nameSpace;

    ResourceType(String typeName, String service, String prefix) {
        this(typeName, service, prefix, NameSpace.REGION);
    }

    ResourceType(String typeName, String service, String prefix, NameSpace nameSpace) {
        this.typeName = typeName;
        this.service = service;
        this.prefix = prefix;
        this.nameSpace = nameSpace;
    }

    public String typeName() {
        return typeName;
    }

    /** Whether another region may have a resource of the same name. */
    boolean regional() {
        return nameSpace == NameSpace.REGION;
    }

    public String arn(String region, String account, String name) {
        return "arn:aws:%s:%s:%s:%s%s"
                .formatted(
                        service,
                        regional() ? region : "",
                        nameSpace == NameSpace.PARTITION ? "" : account,
                        prefix,
                        name);
    }
}
