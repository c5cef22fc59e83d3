package dev.awsmlops.operator.wire;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DevEndpoint;
import software.amazon.awssdk.services.glue.model.Session;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** All that somebody else finds in an account, by clients of their own. */
final class Leftovers {

    /** Every account has it (EventBridge Scheduler user guide, "Managing a schedule group"). */
    private static final String DEFAULT_GROUP = "default";

    private Leftovers() {}

    static List<String> of(WireWorld wire) {
        try (GlueClient glue = wire.client(GlueClient.builder());
                SageMakerClient sageMaker = wire.client(SageMakerClient.builder());
                S3Client s3 = wire.client(S3Client.builder());
                IamClient iam = wire.client(IamClient.builder());
                SfnClient stepFunctions = wire.client(SfnClient.builder());
                SchedulerClient scheduler = wire.client(SchedulerClient.builder())) {
            return Stream.of(
                            glue.getDevEndpoints(request -> {}).devEndpoints().stream()
                                    .map(DevEndpoint::endpointName),
                            glue.listSessions(request -> {}).sessions().stream().map(Session::id),
                            glue.getDatabases(request -> {}).databaseList().stream()
                                    .map(Database::name),
                            glue.getCrawlers(request -> {}).crawlers().stream().map(Crawler::name),
                            sageMaker.listNotebookInstances().notebookInstances().stream()
                                    .map(NotebookInstanceSummary::notebookInstanceName),
                            s3.listBuckets().buckets().stream().map(Bucket::name),
                            iam.listRoles().roles().stream().map(Role::roleName),
                            stepFunctions.listStateMachines().stateMachines().stream()
                                    .map(StateMachineListItem::name),
                            scheduler.listScheduleGroups(request -> {}).scheduleGroups().stream()
                                    .map(ScheduleGroupSummary::name)
                                    .filter(name -> !name.equals(DEFAULT_GROUP)))
                    .flatMap(names -> names)
                    .toList();
        }
    }
}
