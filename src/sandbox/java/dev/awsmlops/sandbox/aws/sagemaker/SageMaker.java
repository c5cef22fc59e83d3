package dev.awsmlops.sandbox.aws.sagemaker;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.JsonProtocol;

/** Amazon SageMaker, as far as notebook instances go and what they need; and training jobs, to be looked at. */
public final class SageMaker {

    private static final Subject NOTEBOOK = Subject.named(ResourceType.NOTEBOOK_INSTANCE, "NotebookInstanceName");
    private static final Subject CONFIG =
            Subject.named(ResourceType.NOTEBOOK_LIFECYCLE_CONFIG, "NotebookInstanceLifecycleConfigName");
    private static final Subject REPOSITORY = Subject.named(ResourceType.CODE_REPOSITORY, "CodeRepositoryName");
    private static final Subject JOB = Subject.named(ResourceType.TRAINING_JOB, "TrainingJobName");
    private static final Subject TAGGED = Subject.arn("ResourceArn");

    private final NotebookInstances notebooks;
    private final LifecycleConfigs configs;
    private final CodeRepositories codeRepositories;
    private final TrainingJobs trainingJobs;
    private final SageMakerTags tags;

    public SageMaker(World world, Roles roles) {
        ResourceStore<NotebookInstance> instances = world.store(ResourceType.NOTEBOOK_INSTANCE);
        ResourceStore<LifecycleConfig> scripts = world.store(ResourceType.NOTEBOOK_LIFECYCLE_CONFIG);
        ResourceStore<CodeRepository> repositories = world.store(ResourceType.CODE_REPOSITORY);
        ResourceStore<TrainingJob> jobs = world.store(ResourceType.TRAINING_JOB);
        codeRepositories = new CodeRepositories(world, repositories);
        notebooks = new NotebookInstances(world, roles, instances, scripts, codeRepositories);
        configs = new LifecycleConfigs(world, instances, scripts);
        trainingJobs = new TrainingJobs(world, jobs);
        tags = new SageMakerTags(world, instances, scripts, repositories, jobs);
    }

    public SimulatedService service() {
        Operations operations = new Operations()
                .write("CreateNotebookInstance", NOTEBOOK, notebooks::create)
                .read("DescribeNotebookInstance", NOTEBOOK, notebooks::describe)
                .read("ListNotebookInstances", Subject.NONE, notebooks::list)
                .write("StartNotebookInstance", NOTEBOOK, notebooks::start)
                .write("StopNotebookInstance", NOTEBOOK, notebooks::stop)
                .write("UpdateNotebookInstance", NOTEBOOK, notebooks::update)
                .write("DeleteNotebookInstance", NOTEBOOK, notebooks::delete)
                .write("CreatePresignedNotebookInstanceUrl", NOTEBOOK, notebooks::presign)
                .write("CreateNotebookInstanceLifecycleConfig", CONFIG, configs::create)
                .read("DescribeNotebookInstanceLifecycleConfig", CONFIG, configs::describe)
                .read("ListNotebookInstanceLifecycleConfigs", Subject.NONE, configs::list)
                .write("UpdateNotebookInstanceLifecycleConfig", CONFIG, configs::update)
                .write("DeleteNotebookInstanceLifecycleConfig", CONFIG, configs::delete)
                .write("CreateCodeRepository", REPOSITORY, codeRepositories::create)
                .read("DescribeCodeRepository", REPOSITORY, codeRepositories::describe)
                .read("ListCodeRepositories", Subject.NONE, codeRepositories::list)
                .write("UpdateCodeRepository", REPOSITORY, codeRepositories::update)
                .write("DeleteCodeRepository", REPOSITORY, codeRepositories::delete)
                .read("DescribeTrainingJob", JOB, trainingJobs::describe)
                .read("ListTrainingJobs", Subject.NONE, trainingJobs::list)
                .write("AddTags", TAGGED, tags::add)
                .read("ListTags", TAGGED, tags::list)
                .write("DeleteTags", TAGGED, tags::delete);
        return new SimulatedService("sagemaker", new JsonProtocol("1.1", "SageMaker"), operations);
    }

    /** Puts a training job into the account, in place of the one of its name. */
    public void put(String region, TrainingJobSpec job) {
        trainingJobs.put(region, job);
    }
}
