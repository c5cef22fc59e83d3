package dev.awsmlops.operator.wire;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What moto 5.2.1 lacks of what the operator asks of AWS: the closed list. Each says what is done about it, and {@link
 * MotoGapsTest} that it is still so.
 *
 * <p>Where AWS's documentation is not named, the operation is one of the service's API reference that moto has not
 * implemented.
 */
enum MotoGap {
    UPDATE_CRAWLER(JsonService.GLUE, "UpdateCrawler", "the crawler is deleted in moto and made again, with its tags"),
    GET_CRAWLER_METRICS(JsonService.GLUE, "GetCrawlerMetrics", "no crawl has made a table, and moto's do not"),
    START_CRAWLER_SCHEDULE(JsonService.GLUE, "StartCrawlerSchedule", "left out: nobody pauses a schedule"),
    UPDATE_DEV_ENDPOINT(
            JsonService.GLUE, "UpdateDevEndpoint", "the endpoint is deleted in moto and made again, with its tags"),
    UPDATE_NOTEBOOK_INSTANCE(
            JsonService.SAGE_MAKER,
            "UpdateNotebookInstance",
            "the instance is deleted in moto, made again with its tags, and stopped"),
    UPDATE_LIFECYCLE_CONFIG(
            JsonService.SAGE_MAKER,
            "UpdateNotebookInstanceLifecycleConfig",
            "the config is deleted in moto and made again"),
    LIST_LIFECYCLE_CONFIGS(
            JsonService.SAGE_MAKER,
            "ListNotebookInstanceLifecycleConfigs",
            "those that were made are described by moto, one by one"),
    CREATE_CODE_REPOSITORY(JsonService.SAGE_MAKER, "CreateCodeRepository", MotoGap.SIMULATED),
    DESCRIBE_CODE_REPOSITORY(JsonService.SAGE_MAKER, "DescribeCodeRepository", MotoGap.SIMULATED),
    LIST_CODE_REPOSITORIES(JsonService.SAGE_MAKER, "ListCodeRepositories", MotoGap.SIMULATED),
    UPDATE_CODE_REPOSITORY(JsonService.SAGE_MAKER, "UpdateCodeRepository", MotoGap.SIMULATED),
    DELETE_CODE_REPOSITORY(JsonService.SAGE_MAKER, "DeleteCodeRepository", MotoGap.SIMULATED),
    LIST_REPOSITORIES(JsonService.CODE_COMMIT, "ListRepositories", MotoGap.SIMULATED),
    LIST_BRANCHES(JsonService.CODE_COMMIT, "ListBranches", MotoGap.SIMULATED),
    GET_BRANCH(JsonService.CODE_COMMIT, "GetBranch", MotoGap.SIMULATED),
    GET_COMMIT(JsonService.CODE_COMMIT, "GetCommit", MotoGap.SIMULATED),
    CREATE_COMMIT(JsonService.CODE_COMMIT, "CreateCommit", MotoGap.SIMULATED),
    UPDATE_REPOSITORY_DESCRIPTION(JsonService.CODE_COMMIT, "UpdateRepositoryDescription", MotoGap.SIMULATED),
    LIST_REPOSITORY_TAGS(JsonService.CODE_COMMIT, "ListTagsForResource", MotoGap.SIMULATED),
    TAG_REPOSITORY(JsonService.CODE_COMMIT, "TagResource", MotoGap.SIMULATED),
    UNTAG_REPOSITORY(JsonService.CODE_COMMIT, "UntagResource", MotoGap.SIMULATED);

    private static final String SIMULATED = "answered by the simulation";

    private final JsonService service;
    private final String operation;
    private final String instead;

    MotoGap(JsonService service, String operation, String instead) {
        this.service = service;
        this.operation = operation;
        this.instead = instead;
    }

    JsonService service() {
        return service;
    }

    String operation() {
        return operation;
    }

    String call() {
        return service.call(operation);
    }

    /** The calls that moto has not implemented, as {@link JsonService#call} names them. */
    static Set<String> all() {
        return Arrays.stream(values()).map(MotoGap::call).collect(Collectors.toSet());
    }

    boolean isSimulated() {
        return instead.equals(SIMULATED);
    }

    @Override
    public String toString() {
        return call() + " is not there: " + instead;
    }
}
