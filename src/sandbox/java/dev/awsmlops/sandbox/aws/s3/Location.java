package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/** Where a new bucket comes to be (API reference, CreateBucket; localstack test_s3.snapshot.json for the errors). */
final class Location {

    /** How S3 wrote eu-west-1 when it had only one region in Europe. */
    private static final String EU = "EU";

    private Location() {}

    /** us-east-1 makes buckets for all regions, every other region for itself only and when told so. */
    static String region(Request request, Optional<String> constraint) {
        if (!request.region().equals("us-east-1")) {
            if (constraint.filter(request.region()::equals).isEmpty()) {
                throw ServiceFailure.refused(
                        "IllegalLocationConstraintException",
                        "The %s location constraint is incompatible for the region specific endpoint this request was sent to."
                                .formatted(constraint.orElse("unspecified")));
            }
            return request.region();
        }
        return constraint.map(Location::named).orElse(request.region());
    }

    private static String named(String constraint) {
        if (constraint.equals(EU)) {
            return "eu-west-1";
        }
        if (constraint.equals("us-east-1") || !exists(constraint)) {
            throw ServiceFailure.refused("InvalidLocationConstraint", "The specified location-constraint is not valid")
                    .with("LocationConstraint", constraint);
        }
        return constraint;
    }

    static boolean exists(String region) {
        return Region.regions().stream()
                .anyMatch(known -> !known.isGlobalRegion() && known.id().equals(region));
    }
}
