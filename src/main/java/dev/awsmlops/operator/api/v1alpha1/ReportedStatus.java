package dev.awsmlops.operator.api.v1alpha1;

import java.util.List;

/** What the status of every kind says. */
public interface ReportedStatus {

    /** The generation that it answers; null when none was answered yet. */
    Long observedGeneration();

    /** Where the object's resources in AWS are; null until that was written down. */
    AwsPlacement placement();

    List<Condition> conditions();

    /** The same without its conditions, and without what changes while nothing does, such as the cost. */
    ReportedStatus facts();
}
