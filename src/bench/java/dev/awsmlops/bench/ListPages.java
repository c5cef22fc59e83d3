package dev.awsmlops.bench;

import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What it takes to read everything that there is, once, from AWS's lists. */
final class ListPages {

    /** A list of Glue or SageMaker gives a hundred at once; some of the others more. */
    private static final int PAGE = 100;

    /** What the operator makes and looks at in lists. */
    private static final Set<ResourceType> LISTED = Set.of(
            ResourceType.SESSION,
            ResourceType.NOTEBOOK_INSTANCE,
            ResourceType.NOTEBOOK_LIFECYCLE_CONFIG,
            ResourceType.CODE_REPOSITORY,
            ResourceType.STATE_MACHINE,
            ResourceType.ROLE,
            ResourceType.BUCKET,
            ResourceType.DATABASE,
            ResourceType.CRAWLER,
            ResourceType.REPOSITORY,
            ResourceType.SCHEDULE);

    private ListPages() {}

    static long of(SimulatedAws aws) {
        Map<ResourceType, Long> counts =
                aws.inventory().stream().collect(Collectors.groupingBy(SimulatedResource::type, Collectors.counting()));
        return LISTED.stream()
                .mapToLong(type -> (counts.getOrDefault(type, 0L) + PAGE - 1) / PAGE)
                .sum();
    }
}
