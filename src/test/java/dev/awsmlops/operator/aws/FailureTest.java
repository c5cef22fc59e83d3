package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.sfn.model.SfnException;

class FailureTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ThrottlingException           | Rate exceeded                                     | THROTTLED
            Throttling                    | Rate exceeded                                     | THROTTLED
            TooManyRequestsException      | slow down                                         | THROTTLED
            RequestLimitExceeded          | Request limit exceeded                            | THROTTLED
            SlowDown                      | Please reduce your request rate                   | THROTTLED
            ValidationException           | Rate exceeded                                     | THROTTLED
            RequestThrottledException     | known to the SDK alone                            | THROTTLED
            AccessDeniedException         | not authorized to perform: iam:PassRole           | ACCESS_DENIED
            AccessDenied                  | Access Denied                                     | ACCESS_DENIED
            UnauthorizedOperation         | You are not authorized                            | ACCESS_DENIED
            AuthFailure                   | not able to validate the provided credentials     | ACCESS_DENIED
            NotAuthorized                 | no                                                | ACCESS_DENIED
            ExpiredTokenException         | The security token included has expired           | ACCESS_DENIED
            ExpiredToken                  | The provided token has expired                    | ACCESS_DENIED
            UnrecognizedClientException   | The security token included is invalid            | ACCESS_DENIED
            InvalidClientTokenId          | The security token included is invalid            | ACCESS_DENIED
            IncompleteSignature           | must contain exactly four parts                   | ACCESS_DENIED
            InvalidSignatureException     | Signature expired                                 | ACCESS_DENIED
            SignatureDoesNotMatch         | The request signature we calculated does not match | ACCESS_DENIED
            MissingAuthenticationTokenException | Missing Authentication Token                | ACCESS_DENIED
            ValidationException           | 1 validation error detected                       | INVALID
            ValidationError               | no such member                                    | INVALID
            InvalidParameterValue         | must be positive                                  | INVALID
            InvalidParameterCombination   | exclusive                                         | INVALID
            MissingParameter              | role                                              | INVALID
            InternalFailure               | We encountered an internal error                  | SERVICE_FAULT
            SomethingNewException         | nobody has heard of it                            | SERVICE_FAULT
            """)
    void whatEveryServiceAnswersMeansTheSameFromEachOfThem(String code, String message, FailureKind kind) {
        assertThat(Failure.of(glue(code, message)).kind()).as("Glue").isEqualTo(kind);
        assertThat(Failure.of(sageMaker(code, message)).kind()).as("SageMaker").isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            EntityNotFoundException            | Session not found                            | NOT_FOUND
            AlreadyExistsException             | Session already created                      | ALREADY_EXISTS
            IdempotentParameterMismatchException | same id, other parameters                  | ALREADY_EXISTS
            ConcurrentModificationException    | Session is being modified                    | IN_TRANSITION
            IllegalSessionStateException       | Session is in PROVISIONING status            | IN_TRANSITION
            InvalidInputException | Could not update because of another concurrent update operation | IN_TRANSITION
            ValidationException                | Concurrent modification                      | IN_TRANSITION
            InvalidInputException | Role should be given assume role permissions for Glue Service. | NOT_YET_CONSISTENT
            InvalidInputException | Service is unable to assume provided role. | NOT_YET_CONSISTENT
            InvalidInputException | Service is unable to assume role x. Please verify role's TrustPolicy | NOT_YET_CONSISTENT
            InvalidInputException | Please verify the role's TrustPolicy                      | NOT_YET_CONSISTENT
            InvalidInputException | arn:x is not authorized to perform: s3:GetObject          | NOT_YET_CONSISTENT
            InvalidInputException | S3 endpoint and NAT validation has failed for subnetId: subnet-1 | NOT_YET_CONSISTENT
            ResourceNumberLimitExceededException | Max DPU per account exceeded               | QUOTA
            InternalServiceException           | internal                                     | SERVICE_FAULT
            OperationTimeoutException          | timed out                                    | SERVICE_FAULT
            InvalidInputException              | Glue version 1.0 is not supported            | INVALID
            OperationNotSupportedException     | Dev endpoints are no longer offered          | INVALID
            """)
    void glueIsUnderstood(String code, String message, FailureKind kind) {
        assertThat(Failure.of(glue(code, message)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ResourceNotFound      | no such thing                                             | NOT_FOUND
            ResourceNotFoundException | no such thing                                         | NOT_FOUND
            ValidationException   | RecordNotFound                                            | NOT_FOUND
            ValidationException   | Unable to describe Notebook Instance Lifecycle Config 'arn:x'. (Details: not there.) | NOT_FOUND
            ResourceInUse         | busy                                                      | IN_TRANSITION
            ConflictException     | two at once                                               | IN_TRANSITION
            ValidationException   | Status (Pending) not in ([InService]). Unable to transition to (Stopping) for x | IN_TRANSITION
            ValidationException   | Status (InService) not in ([Stopped, Failed]). Unable to transition to (Deleting) | IN_TRANSITION
            ValidationException   | Notebook Instance Lifecycle Config 'x' is in use          | IN_TRANSITION
            ValidationException   | Cannot create a duplicate notebook instance (arn:x)       | ALREADY_EXISTS
            ValidationException   | Cannot find CodeRepository: "arn:x"                       | NOT_FOUND
            ValidationException   | Notebook Instance Lifecycle Config already exists         | ALREADY_EXISTS
            ValidationException   | Could not assume role arn:x. Please ensure that the role exists | NOT_YET_CONSISTENT
            ValidationException   | SageMaker is not authorized to assume arn:x               | NOT_YET_CONSISTENT
            ValidationException   | verify the role's trust relationship                      | NOT_YET_CONSISTENT
            ValidationException   | The subnet ID 'subnet-1' does not exist                   | INVALID
            ValidationException   | The security group 'sg-1' does not exist                  | INVALID
            ResourceLimitExceeded | The account-level service limit 'Total number of notebook instances' is 8 | QUOTA
            """)
    void sageMakerIsUnderstood(String code, String message, FailureKind kind) {
        assertThat(Failure.of(sageMaker(code, message)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "RepositoryDoesNotExistException, NOT_FOUND",
        "BranchDoesNotExistException, NOT_FOUND",
        "CommitDoesNotExistException, NOT_FOUND",
        "CommitIdDoesNotExistException, NOT_FOUND",
        "RepositoryNameExistsException, ALREADY_EXISTS",
        "ParentCommitIdOutdatedException, IN_TRANSITION",
        "ParentCommitIdRequiredException, IN_TRANSITION",
        "ConcurrentReferenceUpdateException, IN_TRANSITION",
        "RepositoryLimitExceededException, QUOTA",
        "OperationNotAllowedException, INVALID",
        "InvalidRepositoryNameException, INVALID",
        "RepositoryNameRequiredException, INVALID",
        "EncryptionKeyInvalidIdException, INVALID",
        "TooManyTagsException, INVALID",
        "TagPolicyException, INVALID",
        "FileContentSizeLimitExceededException, INVALID",
        "MaximumFileEntriesExceededException, INVALID",
        "NameLengthExceededException, INVALID",
        "InvalidSignatureException, ACCESS_DENIED",
        "BranchNameExistsException, ALREADY_EXISTS",
        "EncryptionKeyAccessDeniedException, INVALID",
        "EncryptionKeyDisabledException, INVALID",
        "EncryptionKeyNotFoundException, INVALID",
        "EncryptionKeyUnavailableException, INVALID",
    })
    void codeCommitIsUnderstood(String code, FailureKind kind) {
        assertThat(Failure.of(codeCommit(code, "any words")).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            NoSuchBucket                                   | 404 | NOT_FOUND
            NoSuchBucketPolicy                             | 404 | NOT_FOUND
            NoSuchTagSet                                   | 404 | NOT_FOUND
            NoSuchLifecycleConfiguration                   | 404 | NOT_FOUND
            NoSuchPublicAccessBlockConfiguration           | 404 | NOT_FOUND
            ServerSideEncryptionConfigurationNotFoundError | 404 | NOT_FOUND
            ''                                             | 404 | NOT_FOUND
            ''                                             | 403 | ACCESS_DENIED
            AccessDenied                                   | 403 | ACCESS_DENIED
            AllAccessDisabled                              | 403 | ACCESS_DENIED
            KMS.DisabledException                          | 400 | ACCESS_DENIED
            BucketAlreadyExists                            | 409 | ALREADY_EXISTS
            BucketAlreadyOwnedByYou                        | 409 | ALREADY_EXISTS
            OperationAborted                               | 409 | IN_TRANSITION
            BucketNotEmpty                                 | 409 | IN_TRANSITION
            ConditionalRequestConflict                     | 409 | IN_TRANSITION
            TooManyBuckets                                 | 400 | QUOTA
            MalformedXML                                   | 400 | INVALID
            MalformedPolicy                                | 400 | INVALID
            InvalidBucketName                              | 400 | INVALID
            InvalidArgument                                | 400 | INVALID
            InvalidTag                                     | 400 | INVALID
            IllegalLocationConstraintException             | 400 | INVALID
            KMS.NotFoundException                          | 400 | INVALID
            SlowDown                                       | 503 | THROTTLED
            InternalError                                  | 500 | SERVICE_FAULT
            ServiceUnavailable                             | 503 | SERVICE_FAULT
            """)
    void s3IsUnderstoodAlsoWhereItsAnswerHasNoBody(String code, int status, FailureKind kind) {
        var failure = Failure.of(S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("S3")
                        .errorCode(code)
                        .errorMessage("said S3")
                        .build())
                .build());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(code.isEmpty() ? "HTTP " + status : code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "NoSuchEntity, NOT_FOUND",
        "EntityAlreadyExists, ALREADY_EXISTS",
        "DeleteConflict, IN_TRANSITION",
        "ConcurrentModification, IN_TRANSITION",
        "EntityTemporarilyUnmodifiable, IN_TRANSITION",
        "LimitExceeded, QUOTA",
        "MalformedPolicyDocument, INVALID",
        "InvalidInput, INVALID",
        "UnmodifiableEntity, INVALID",
        "AccessDenied, ACCESS_DENIED",
        "Throttling, THROTTLED",
        "ServiceFailure, SERVICE_FAULT",
    })
    void iamIsUnderstood(String code, FailureKind kind) {
        var failure = Failure.of(IamException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Iam")
                        .errorCode(code)
                        .errorMessage("said IAM")
                        .build())
                .build());

        assertThat(failure.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CrawlerRunningException, IN_TRANSITION",
        "CrawlerStoppingException, IN_TRANSITION",
        "CrawlerNotRunningException, IN_TRANSITION",
        "SchedulerTransitioningException, IN_TRANSITION",
        "SchedulerRunningException, IN_TRANSITION",
        "SchedulerNotRunningException, IN_TRANSITION",
        "VersionMismatchException, IN_TRANSITION",
    })
    void aBusyCrawlerIsWaitedFor(String code, FailureKind kind) {
        assertThat(Failure.of(glue(code, "not now")).kind()).isEqualTo(kind);
    }

    @Test
    void tagsThatOutliveTheirCrawlerAreWaitedFor() {
        assertThat(Failure.of(glue(
                                "InvalidInputException", "Resource is in deleting state. Please retry after some time"))
                        .kind())
                .isEqualTo(FailureKind.IN_TRANSITION);
    }

    @Test
    void whatIsFoundInTheGivenWayIsEmptyAndAnyOtherFailureGoesOn() {
        assertThat(Failure.unless(FailureKind.IN_TRANSITION, () -> {
                    throw glue("CrawlerRunningException", "running");
                }))
                .isEmpty();
        assertThat(Failure.unless(FailureKind.IN_TRANSITION, () -> "done")).contains("done");
        assertThatThrownBy(() -> Failure.unless(FailureKind.IN_TRANSITION, () -> {
                    throw glue("AccessDeniedException", "no");
                }))
                .isInstanceOf(GlueException.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            InvalidInputException | RecordNotFound                       | INVALID
            ValidationException   | Status (X) not in ([Y])              | INVALID
            ResourceLimitExceeded | a SageMaker word                     | SERVICE_FAULT
            """)
    void aTextOfSageMakersMeansNothingFromGlue(String code, String message, FailureKind kind) {
        assertThat(Failure.of(glue(code, message)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            StateMachineDoesNotExist       | State Machine Does Not Exist: 'arn:x'            | NOT_FOUND
            ExecutionDoesNotExist          | Execution Does Not Exist: 'arn:x'                | NOT_FOUND
            ResourceNotFound               | Resource not found: 'arn:x'                      | NOT_FOUND
            StateMachineDeleting           | State Machine is being deleted: 'arn:x'          | IN_TRANSITION
            ConflictException              | two at once                                      | IN_TRANSITION
            ExecutionAlreadyExists         | Execution Already Exists: 'arn:x'                | ALREADY_EXISTS
            StateMachineAlreadyExists      | State Machine Already Exists: 'arn:x'            | ALREADY_EXISTS
            AccessDeniedException | Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role. | NOT_YET_CONSISTENT
            AccessDeniedException | User: arn:x is not authorized to perform: states:CreateStateMachine | ACCESS_DENIED
            KmsAccessDeniedException       | no kms:Decrypt                                   | ACCESS_DENIED
            KmsInvalidStateException       | the key is disabled                              | ACCESS_DENIED
            KmsThrottlingException         | slow down                                        | THROTTLED
            StateMachineLimitExceeded      | The maximum number of state machines             | QUOTA
            ExecutionLimitExceeded         | The maximum number of running executions         | QUOTA
            ServiceQuotaExceededException  | too many                                         | QUOTA
            InvalidDefinition              | SCHEMA_VALIDATION_FAILED                         | INVALID
            InvalidName                    | Invalid Name: 'a b'                              | INVALID
            InvalidArn                     | Invalid Arn: 'x'                                 | INVALID
            InvalidExecutionInput          | Invalid State Machine Execution Input            | INVALID
            MissingRequiredParameter       | definition                                       | INVALID
            TooManyTags                    | 51 tags                                          | INVALID
            StateMachineTypeNotSupported   | EXPRESS                                          | INVALID
            ValidationException            | 1 validation error detected                      | INVALID
            """)
    void stepFunctionsAreUnderstood(String code, String message, FailureKind kind) {
        assertThat(Failure.of(with(SfnException.builder(), "Sfn", code, message))
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ResourceNotFoundException     | Schedule x does not exist.                        | NOT_FOUND
            ConflictException             | Schedule x already exists.                        | ALREADY_EXISTS
            ConflictException             | being modified                                    | IN_TRANSITION
            ServiceQuotaExceededException | too many schedules                                | QUOTA
            ValidationException | The execution role you provide must allow AWS EventBridge Scheduler to assume the role. | NOT_YET_CONSISTENT
            ValidationException           | Invalid Schedule Expression rate(0 minutes).      | INVALID
            InternalServerException       | Oops                                              | SERVICE_FAULT
            ThrottlingException           | Rate exceeded                                     | THROTTLED
            """)
    void theSchedulerIsUnderstood(String code, String message, FailureKind kind) {
        assertThat(Failure.of(with(SchedulerException.builder(), "Scheduler", code, message))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void theRealStepFunctionsClientsErrorsAreTakenForItsOwn() {
        var exception = answered(
                "{\"__type\":\"StateMachineDoesNotExist\",\"message\":\"State Machine Does Not Exist: 'arn:x'\"}",
                region -> region.stateMachines()
                        .client()
                        .describeStateMachine(request -> request.stateMachineArn("arn:x")));

        assertThat(Failure.of(exception))
                .isEqualTo(new Failure(
                        FailureKind.NOT_FOUND,
                        "StateMachineDoesNotExist",
                        "Sfn answered StateMachineDoesNotExist: State Machine Does Not Exist: 'arn:x' (request id "
                                + AnsweringHttp.REQUEST_ID + ")"));
    }

    @Test
    void theRealGlueClientsErrorsAreTakenForGlues() {
        var exception = answered(
                "{\"__type\":\"EntityNotFoundException\",\"Message\":\"Session s not found\"}",
                region -> region.glue().getSession(request -> request.id("s")));

        assertThat(Failure.of(exception))
                .isEqualTo(new Failure(
                        FailureKind.NOT_FOUND,
                        "EntityNotFoundException",
                        "Glue answered EntityNotFoundException: Session s not found (request id "
                                + AnsweringHttp.REQUEST_ID + ")"));
    }

    @Test
    void theRealSageMakerClientsErrorsAreTakenForSageMakers() {
        var exception = answered(
                "{\"__type\":\"ValidationException\",\"message\":\"RecordNotFound\"}",
                region -> region.sageMaker().describeNotebookInstance(request -> request.notebookInstanceName("n")));

        assertThat(Failure.of(exception))
                .isEqualTo(new Failure(
                        FailureKind.NOT_FOUND,
                        "ValidationException",
                        "SageMaker answered ValidationException: RecordNotFound (request id " + AnsweringHttp.REQUEST_ID
                                + ")"));
    }

    @Test
    void withoutARequestIdNoneIsNamed() {
        var exception = (SdkException) GlueException.builder()
                .awsErrorDetails(details("Glue", "InternalServiceException", "internal"))
                .build();

        assertThat(Failure.of(exception).message()).isEqualTo("Glue answered InternalServiceException: internal");
    }

    @Test
    void aFaultOfTheOperatorsOwnIsOwnedUpTo() {
        var failure = Failure.internal(new IllegalStateException("the part is broken"));

        assertThat(failure)
                .isEqualTo(new Failure(
                        FailureKind.INTERNAL,
                        "IllegalStateException",
                        "the operator failed, which is a defect worth reporting:"
                                + " java.lang.IllegalStateException: the part is broken"));
        assertThat(failure.isRefusal()).isFalse();
    }

    @Test
    void anUnknownCodeWithTheStatusOfThrottlingIsThrottling() {
        var exception = GlueException.builder()
                .awsErrorDetails(details("Glue", "SomethingNewException", "no"))
                .statusCode(429)
                .build();

        assertThat(Failure.of(exception).kind()).isEqualTo(FailureKind.THROTTLED);
    }

    @Test
    void anAnswerWithNeitherCodeNorMessageIsAFaultOfTheService() {
        assertThat(Failure.of(glue(null, null)).kind()).isEqualTo(FailureKind.SERVICE_FAULT);
    }

    @Test
    void aCallThatDidNotReachAwsIsAFaultThatIsTriedAgain() {
        var failure = Failure.of(SdkClientException.create("Unable to execute HTTP request: connection refused"));

        assertThat(failure)
                .isEqualTo(new Failure(
                        FailureKind.SERVICE_FAULT,
                        "SdkClientException",
                        "AWS was not reached: Unable to execute HTTP request: connection refused"));
        assertThat(failure.isRefusal()).isFalse();
    }

    @Test
    void aTimeOutIsNamedAsOne() {
        assertThat(Failure.of(ApiCallTimeoutException.create(30_000)))
                .extracting(Failure::kind, Failure::code)
                .containsExactly(FailureKind.SERVICE_FAULT, "ApiCallTimeoutException");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void onlyAnInvalidRequestIsARefusal(FailureKind kind) {
        assertThat(new Failure(kind, "code", "message").isRefusal()).isEqualTo(kind == FailureKind.INVALID);
    }

    @Test
    void whatIsNotFoundIsEmpty() {
        Supplier<String> missing = () -> {
            throw EntityNotFoundException.builder()
                    .awsErrorDetails(details("Glue", "EntityNotFoundException", "gone"))
                    .build();
        };

        assertThat(Failure.emptyIfNotFound(missing)).isEmpty();
    }

    @Test
    void whatIsFoundIsGivenBack() {
        assertThat(Failure.emptyIfNotFound(() -> "there")).contains("there");
    }

    @Test
    void anotherFailureIsNeverTakenForAbsence() {
        GlueException denied = glue("AccessDeniedException", "no");
        Supplier<String> call = () -> {
            throw denied;
        };

        assertThatThrownBy(() -> Failure.emptyIfNotFound(call)).isSameAs(denied);
    }

    @Test
    void aCallMayFailInTheWayThatIsExpectedAndInNoOther() {
        GlueException busy = glue("IllegalSessionStateException", "busy");
        Supplier<String> call = () -> {
            throw busy;
        };

        assertThat(Failure.unless(FailureKind.IN_TRANSITION, call)).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> Failure.unless(FailureKind.NOT_FOUND, call)).isSameAs(busy);
    }

    @FunctionalInterface
    private interface Call {
        Object on(AwsRegion region);
    }

    private static SdkException answered(String body, Call call) {
        try (var aws = new AnsweringHttp(400, body).aws(Clock.systemUTC())) {
            ThrowingCallable made = () -> call.on(aws.region(null));
            return catchThrowableOfType(SdkException.class, made);
        }
    }

    private static GlueException glue(String code, String message) {
        return (GlueException) with(GlueException.builder(), "Glue", code, message);
    }

    private static CodeCommitException codeCommit(String code, String message) {
        return (CodeCommitException) with(CodeCommitException.builder(), "CodeCommit", code, message);
    }

    private static SageMakerException sageMaker(String code, String message) {
        return (SageMakerException) with(SageMakerException.builder(), "SageMaker", code, message);
    }

    private static AwsServiceException with(
            AwsServiceException.Builder builder, String service, String code, String message) {
        return builder.awsErrorDetails(details(service, code, message))
                .statusCode(400)
                .requestId("r-1")
                .build();
    }

    private static AwsErrorDetails details(String service, String code, String message) {
        return AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
