package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceTags;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One type of resource in one region, as the sweeper finds it and takes it down. None of its methods waits, and all of them
 * throw the AWS SDK's exceptions as they come.
 */
interface Sweepable {

    /** Where one step towards absence has led. */
    enum Step {
        /** AWS was asked for something. */
        TAKEN,
        /** AWS is at work on it. */
        WAITING,
        /** AWS says that it does not exist. */
        GONE
    }

    /**
     * A resource, as a list has it.
     *
     * @param atRest whether nothing of it runs, where the list tells
     */
    record Listed(String name, String arn, boolean atRest) {}

    /** The longest page of Glue's and SageMaker's lists. Source: their API references, {@code MaxResults}. */
    int PAGE = 100;

    SweptType type();

    /** Where it is. */
    AwsRegion aws();

    /**
     * Everything that may be the cluster's, read now, page after page: by its tag where AWS finds by tags, else by the
     * beginning of its name.
     */
    Stream<Listed> list(String cluster);

    /** By ARN. */
    ResourceTags tags();

    /** Whether something with these tags holds what somebody has asked to keep: it is only brought to rest. */
    default boolean isKept(Ownership owner, Map<String, String> tags) {
        return false;
    }

    /** The next step towards the absence of what has that name; towards its rest, where it is kept. */
    Step remove(String name, boolean kept);

    /** Everything that is swept in a region. */
    static List<Sweepable> in(AwsRegion aws) {
        return List.of(
                new SweptSchedules(aws),
                new SweptNotebooks(aws),
                new SweptDevEndpoints(aws),
                new SweptSessions(aws),
                new SweptCrawlers(aws),
                new SweptLifecycleConfigs(aws),
                new SweptCodeRepositories(aws),
                new SweptStateMachines(aws),
                new SweptRoles(aws));
    }
}
