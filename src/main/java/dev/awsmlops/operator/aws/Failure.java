package dev.awsmlops.operator.aws;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A failed AWS call: what it means, and AWS's own words for it.
 *
 * @param code AWS's error code, or the exception's name when AWS was not reached
 * @param message for a person, with the code and the request id where there is one
 */
public record Failure(FailureKind kind, String code, String message) {

    private record Row(String service, String code, String message, FailureKind kind) {

        boolean matches(AwsServiceException e) {
            return Pattern.matches(service, String.valueOf(e.awsErrorDetails().serviceName()))
                    && Pattern.matches(code, codeOf(e))
                    && Pattern.compile(message, Pattern.CASE_INSENSITIVE)
                            .matcher(String.valueOf(e.awsErrorDetails().errorMessage()))
                            .find();
        }
    }

    private static final String ANY = ".*";

    /**
     * The first row that matches decides. Sources: the services' API references, and, where AWS tells errors apart only by
     * their text, the texts that ACK's sagemaker-controller and terraform-provider-aws match on.
     */
    private static final List<Row> TABLE = List.of(
            row(ANY, "Throttling.*|TooManyRequests.*|RequestLimitExceeded|SlowDown", "", FailureKind.THROTTLED),
            row(ANY, ANY, "^rate exceeded", FailureKind.THROTTLED),
            row("Sfn", "AccessDeniedException", "authorized to assume", FailureKind.NOT_YET_CONSISTENT),
            row(ANY, "AccessDenied.*|UnauthorizedOperation|AuthFailure|NotAuthorized", "", FailureKind.ACCESS_DENIED),
            row(
                    ANY,
                    "ExpiredToken.*|UnrecognizedClient.*|InvalidClientTokenId|IncompleteSignature|InvalidSignature.*|SignatureDoesNotMatch"
                            + "|MissingAuthenticationToken.*",
                    "",
                    FailureKind.ACCESS_DENIED),
            row("S3", "NoSuch.*|.*NotFoundError|HTTP 404", "", FailureKind.NOT_FOUND),
            row("S3", "HTTP 403|AllAccessDisabled|KMS\\.DisabledException", "", FailureKind.ACCESS_DENIED),
            row("S3", "BucketAlreadyExists|BucketAlreadyOwnedByYou", "", FailureKind.ALREADY_EXISTS),
            row("S3", "OperationAborted|BucketNotEmpty|ConditionalRequestConflict", "", FailureKind.IN_TRANSITION),
            row("S3", "TooManyBuckets", "", FailureKind.QUOTA),
            row(
                    "S3",
                    "Malformed.*|Invalid(Argument|Request|BucketName|BucketState|StorageClass|LocationConstraint|Tag)"
                            + "|IllegalLocationConstraint.*|KMS\\..*",
                    "",
                    FailureKind.INVALID),
            row("Iam", "NoSuchEntity", "", FailureKind.NOT_FOUND),
            row("Iam", "EntityAlreadyExists", "", FailureKind.ALREADY_EXISTS),
            row(
                    "Iam",
                    "DeleteConflict|ConcurrentModification|EntityTemporarilyUnmodifiable",
                    "",
                    FailureKind.IN_TRANSITION),
            row("Iam", "LimitExceeded", "", FailureKind.QUOTA),
            row("Iam", "MalformedPolicyDocument|InvalidInput|UnmodifiableEntity", "", FailureKind.INVALID),
            row("SageMaker", "ResourceNotFound.*", "", FailureKind.NOT_FOUND),
            row(
                    "SageMaker",
                    "ValidationException",
                    "RecordNotFound|unable to describe notebook instance lifecycle config|cannot find CodeRepository",
                    FailureKind.NOT_FOUND),
            row("SageMaker", "ResourceInUse.*|ConflictException", "", FailureKind.IN_TRANSITION),
            row("SageMaker", "ValidationException", "status \\(\\w+\\) not in|in use", FailureKind.IN_TRANSITION),
            row(
                    "SageMaker",
                    "ValidationException",
                    "already exist|cannot create.*duplicate",
                    FailureKind.ALREADY_EXISTS),
            row(
                    "SageMaker",
                    "ValidationException",
                    "could not assume|not authorized to assume|assume role|trust",
                    FailureKind.NOT_YET_CONSISTENT),
            row("SageMaker", "ResourceLimitExceeded.*", "", FailureKind.QUOTA),
            row("Glue", "EntityNotFoundException", "", FailureKind.NOT_FOUND),
            row("Glue", "AlreadyExistsException|IdempotentParameterMismatchException", "", FailureKind.ALREADY_EXISTS),
            row(
                    "Glue",
                    "ConcurrentModificationException|IllegalSessionStateException|VersionMismatchException"
                            + "|Crawler(Running|Stopping|NotRunning)Exception"
                            + "|Scheduler(Running|NotRunning|Transitioning)Exception",
                    "",
                    FailureKind.IN_TRANSITION),
            row("Glue", "InvalidInputException", "in deleting state|while running", FailureKind.IN_TRANSITION),
            row("Glue", "InvalidInputException|ValidationException", "concurrent", FailureKind.IN_TRANSITION),
            row(
                    "Glue",
                    "InvalidInputException",
                    "assume role permission|unable to assume|trust ?policy|is not authorized"
                            + "|S3 endpoint and NAT validation has failed|insufficient lake formation permission"
                            + "|error trying to retrieve security config",
                    FailureKind.NOT_YET_CONSISTENT),
            row(
                    "Scheduler",
                    "ValidationException",
                    "must allow AWS EventBridge Scheduler to assume the role",
                    FailureKind.NOT_YET_CONSISTENT),
            row("Glue", "ResourceNumberLimitExceededException", "", FailureKind.QUOTA),
            row("Glue", "InternalServiceException|OperationTimeoutException", "", FailureKind.SERVICE_FAULT),
            row("CodeCommit", ".*DoesNotExistException", "", FailureKind.NOT_FOUND),
            row("CodeCommit", "(Repository|Branch)NameExistsException", "", FailureKind.ALREADY_EXISTS),
            // A parent is required of whoever took a repository for an empty one that it no longer is.
            row(
                    "CodeCommit",
                    "ParentCommitId(Outdated|Required)Exception|ConcurrentReferenceUpdateException",
                    "",
                    FailureKind.IN_TRANSITION),
            row("CodeCommit", "RepositoryLimitExceededException", "", FailureKind.QUOTA),
            row(
                    "CodeCommit",
                    "OperationNotAllowedException|Invalid.*|.*RequiredException|EncryptionKey.*|TooManyTagsException"
                            + "|TagPolicyException|.*(Size|Length|Entries)(Limit)?ExceededException",
                    "",
                    FailureKind.INVALID),
            row(
                    ANY,
                    "InvalidInputException|Validation(Error|Exception)|InvalidParameter.*|MissingParameter",
                    "",
                    FailureKind.INVALID),
            row("Glue", "OperationNotSupportedException", "", FailureKind.INVALID),
            row(
                    "Sfn",
                    "(StateMachine|Execution)DoesNotExist(Exception)?|ResourceNotFound(Exception)?",
                    "",
                    FailureKind.NOT_FOUND),
            row("Sfn", "StateMachineDeleting(Exception)?|ConflictException", "", FailureKind.IN_TRANSITION),
            row("Sfn", "(StateMachine|Execution)AlreadyExists(Exception)?", "", FailureKind.ALREADY_EXISTS),
            row(
                    "Sfn",
                    "(StateMachine|Execution)LimitExceeded(Exception)?|ServiceQuotaExceeded.*",
                    "",
                    FailureKind.QUOTA),
            row("Sfn", "Kms(AccessDenied|InvalidState)Exception", "", FailureKind.ACCESS_DENIED),
            row("Sfn", "KmsThrottlingException", "", FailureKind.THROTTLED),
            row(
                    "Sfn",
                    "Invalid.*|MissingRequiredParameter(Exception)?|TooManyTags(Exception)?"
                            + "|StateMachineTypeNotSupported(Exception)?",
                    "",
                    FailureKind.INVALID),
            row("Scheduler", "ResourceNotFoundException", "", FailureKind.NOT_FOUND),
            row("Scheduler", "ConflictException", "already exists", FailureKind.ALREADY_EXISTS),
            row("Scheduler", "ConflictException", "", FailureKind.IN_TRANSITION),
            row("Scheduler", "ServiceQuotaExceededException", "", FailureKind.QUOTA),
            row("Scheduler", "InternalServerException", "", FailureKind.SERVICE_FAULT));

    /** What the exception means. Never throws; what no row knows is a service fault, which is tried again. */
    public static Failure of(SdkException exception) {
        if (exception instanceof AwsServiceException e && e.awsErrorDetails() != null) {
            FailureKind kind = TABLE.stream()
                    .filter(row -> row.matches(e))
                    .findFirst()
                    .map(Row::kind)
                    .orElse(e.isThrottlingException() ? FailureKind.THROTTLED : FailureKind.SERVICE_FAULT);
            String code = codeOf(e);
            return new Failure(
                    kind,
                    code,
                    "%s answered %s: %s%s"
                            .formatted(
                                    e.awsErrorDetails().serviceName(),
                                    code,
                                    e.awsErrorDetails().errorMessage(),
                                    e.requestId() == null ? "" : " (request id " + e.requestId() + ")"));
        }
        return new Failure(
                FailureKind.SERVICE_FAULT,
                exception.getClass().getSimpleName(),
                "AWS was not reached: " + exception.getMessage());
    }

    /** A fault of the operator's own. */
    public static Failure internal(RuntimeException exception) {
        return new Failure(
                FailureKind.INTERNAL,
                exception.getClass().getSimpleName(),
                "the operator failed, which is a defect worth reporting: " + exception);
    }

    /** Whether nothing but a change by the user can help. */
    public boolean isRefusal() {
        return kind == FailureKind.INVALID;
    }

    /** The same, with what the user can do about it; unchanged when there is nothing to say. */
    public Failure advising(String advice) {
        return advice.isEmpty() ? this : new Failure(kind, code, message + ". " + advice);
    }

    /** The answer of a call, or nothing when AWS says that the thing does not exist. */
    public static <T> Optional<T> emptyIfNotFound(Supplier<T> call) {
        return unless(FailureKind.NOT_FOUND, call);
    }

    /** The answer of a call, or nothing when it failed in the given way. Other failures are thrown on. */
    public static <T> Optional<T> unless(FailureKind kind, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (SdkException e) {
            if (of(e).kind() == kind) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** AWS's code, or the HTTP status where the answer has no body to hold one, as to HEAD requests. */
    private static String codeOf(AwsServiceException e) {
        String code = e.awsErrorDetails().errorCode();
        return code == null || code.isEmpty() ? "HTTP " + e.statusCode() : code;
    }

    private static Row row(String service, String code, String message, FailureKind kind) {
        return new Row(service, code, message, kind);
    }
}
