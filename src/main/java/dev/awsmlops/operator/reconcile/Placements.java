package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.AwsPlacement;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.AwsRegion;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/**
 * In which account and region of AWS an object's resources are.
 *
 * <p>A namespace says it for its new objects, by annotations. What an object's status says already stays: what the namespace
 * says later must not make a teardown look where there is nothing, and take that for the end. Only the role may become
 * another one of the same account.
 */
public final class Placements {

    private static final String PREFIX = GlueDevSession.GROUP + "/";

    /** Annotation of a namespace: the role that the operator assumes to act for its objects, in whatever account it is. */
    public static final String ROLE_ARN = PREFIX + "role-arn";

    /** Annotation of a namespace: the region of its objects that name none. */
    public static final String REGION = PREFIX + "region";

    private final Aws aws;
    private final NamespaceAnnotations namespaces;

    public Placements(Aws aws, NamespaceAnnotations namespaces) {
        this.aws = aws;
        this.namespaces = namespaces;
    }

    /**
     * Where the object's resources are, or are to be if that was not written down yet.
     *
     * @param region that the object's spec names, or null
     */
    public AwsRegion of(CustomResource<?, ? extends ReportedStatus> object, String region) {
        String namespace = object.getMetadata().getNamespace();
        return recorded(object)
                .map(placement -> recordedRegion(placement, namespace))
                .orElseGet(() -> aws.region(
                        Optional.ofNullable(region)
                                .or(() -> namespaces.of(namespace, REGION))
                                .orElse(null),
                        namespaces.of(namespace, ROLE_ARN)));
    }

    /** Whether it was written down where the object's resources are. */
    public static boolean isRecorded(CustomResource<?, ? extends ReportedStatus> object) {
        return recorded(object).isPresent();
    }

    private static Optional<AwsPlacement> recorded(CustomResource<?, ? extends ReportedStatus> object) {
        return Optional.ofNullable(object.getStatus()).map(ReportedStatus::placement);
    }

    private AwsRegion recordedRegion(AwsPlacement placement, String namespace) {
        AwsRegion region = aws.region(placement.region(), roleIn(placement, namespace));
        region.account().isKnownAs(placement.accountId());
        return region;
    }

    /** The namespace's role if that leads to the same account, since the one it had may be gone by now. */
    private Optional<String> roleIn(AwsPlacement placement, String namespace) {
        return namespaces
                .lastKnownOf(namespace, ROLE_ARN)
                .filter(role -> Arn.tryFromString(role)
                        .flatMap(Arn::accountId)
                        .filter(placement.accountId()::equals)
                        .isPresent())
                .or(() -> Optional.ofNullable(placement.roleArn()));
    }
}
