package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.api.v1alpha1.AwsPlacement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.DevEndpoint;
import software.amazon.awssdk.services.glue.model.GetDevEndpointResponse;
import software.amazon.awssdk.services.glue.model.GetSessionResponse;
import software.amazon.awssdk.services.glue.model.ListSessionsRequest;
import software.amazon.awssdk.services.glue.model.Session;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeCodeRepositoryResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** One region of one account of AWS as the operator uses it: the clients, what is observed through them for all objects, and the tags. */
public final class AwsRegion implements AutoCloseable {

    private static final int PAGE = 100;

    private static final Pattern KERNEL_SESSION = Pattern.compile("(.+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** AWS's words for a dev endpoint's states are free text (API reference, DevEndpoint). */
    private static final Set<String> DEV_ENDPOINT_TRANSITIONS = Set.of("PROVISIONING", "TERMINATING");

    private static final Set<NotebookInstanceStatus> NOTEBOOK_TRANSITIONS = EnumSet.of(
            NotebookInstanceStatus.PENDING,
            NotebookInstanceStatus.STOPPING,
            NotebookInstanceStatus.UPDATING,
            NotebookInstanceStatus.DELETING);

    private final String name;
    private final Optional<String> roleArn;
    private final Map<String, String> defaultTags;
    private final AwsClients clients;
    private final Traffic traffic;
    private final GlueClient glue;
    private final SageMakerClient sageMaker;
    private final Account account;
    private final DataCatalog catalog;
    private final Buckets buckets;
    private final Roles roles;
    private final Schedules schedules;
    private final StateMachines stateMachines;
    private final Repositories repositories;
    private final Observation<DevEndpoint, DevEndpoint> devEndpoints;
    private final Listing<Session> sessionFamilies;
    private final Observation<Session, Session> sessions;
    private final Observation<Object, DescribeNotebookInstanceResponse> notebooks;
    private final Observation<Instant, LifecycleConfig> lifecycleConfigs;
    private final Observation<Instant, DescribeCodeRepositoryResponse> codeRepositories;
    private final ResourceTags glueTags;
    private final ResourceTags sageMakerTags;

    /**
     * @param roleArn the role that the clients assume, if they do
     * @param defaultTags of everything that is made here
     * @param observationInterval how old a shared list may be
     */
    AwsRegion(
            String name,
            Optional<String> roleArn,
            Map<String, String> defaultTags,
            AwsClients clients,
            Traffic traffic,
            Clock clock,
            Duration observationInterval) {
        this.name = name;
        this.roleArn = roleArn;
        this.defaultTags = defaultTags;
        this.clients = clients;
        this.traffic = traffic;
        this.glue = clients.glue();
        this.sageMaker = clients.sageMaker();
        this.account = new Account(name, clients.sts());
        this.catalog = new DataCatalog(glue, clock, observationInterval);
        this.buckets = new Buckets(clients.s3(), name, clock, observationInterval);
        this.roles = new Roles(clients.iam(), clock, observationInterval);
        this.schedules = new Schedules(clients.scheduler(), account, clock, observationInterval);
        this.stateMachines = new StateMachines(clients.stepFunctions(), account, clock, observationInterval);
        this.repositories = new Repositories(clients.codeCommit(), clock, observationInterval);
        this.devEndpoints = new Observation<>(
                new Listing<>(clock, observationInterval, this::allDevEndpoints, DevEndpoint::endpointName),
                AwsRegion::version,
                endpoint -> emptyIfNotFound(() -> glue.getDevEndpoint(request -> request.endpointName(endpoint)))
                        .map(GetDevEndpointResponse::devEndpoint),
                AwsRegion::version,
                endpoint -> DEV_ENDPOINT_TRANSITIONS.contains(endpoint.status()));
        this.sessionFamilies = new Listing<>(clock, observationInterval, () -> sessions(Map.of()), AwsRegion::family);
        this.sessions = new Observation<>(
                sessionFamilies,
                session -> List.of(session.id(), session.statusAsString()),
                id -> emptyIfNotFound(() -> glue.getSession(request -> request.id(id)))
                        .map(GetSessionResponse::session),
                session -> List.of(session.id(), session.statusAsString()),
                session -> true,
                (listed, id) ->
                        Optional.of(listed).filter(session -> session.id().equals(id)));
        this.notebooks = new Observation<>(
                new Listing<>(
                        clock,
                        observationInterval,
                        this::allNotebooks,
                        NotebookInstanceSummary::notebookInstanceName,
                        listed -> List.of(listed.notebookInstanceStatusAsString(), listed.lastModifiedTime())),
                version -> version,
                notebook -> emptyIfNotFound(
                        () -> sageMaker.describeNotebookInstance(request -> request.notebookInstanceName(notebook))),
                described -> List.of(described.notebookInstanceStatusAsString(), described.lastModifiedTime()),
                described -> NOTEBOOK_TRANSITIONS.contains(described.notebookInstanceStatus()));
        this.lifecycleConfigs = LifecycleConfigs.observation(sageMaker, clock, observationInterval);
        this.codeRepositories = CodeRepositories.observation(sageMaker, clock, observationInterval);
        this.glueTags = new ResourceTags(new GlueTags(glue));
        this.sageMakerTags = new ResourceTags(new SageMakerTags(sageMaker));
    }

    public String name() {
        return name;
    }

    /** In which account and region this is, and as whom the operator acts here. AWS is asked for the account once. */
    public AwsPlacement placement() {
        return new AwsPlacement(name, account.id(), roleArn.orElse(null));
    }

    /** The tags of everything that is made here, whoever it is for. */
    public Map<String, String> defaultTags() {
        return defaultTags;
    }

    /** The calls that are made here. */
    public Traffic traffic() {
        return traffic;
    }

    public GlueClient glue() {
        return glue;
    }

    public SageMakerClient sageMaker() {
        return sageMaker;
    }

    public CodeCommitClient codeCommit() {
        return clients.codeCommit();
    }

    /** What runs by the clock here. */
    public Schedules schedules() {
        return schedules;
    }

    /** Whose region it is. */
    public Account account() {
        return account;
    }

    /** The Glue Data Catalog and its crawlers. */
    public DataCatalog catalog() {
        return catalog;
    }

    /** The account's buckets in this region. */
    public Buckets buckets() {
        return buckets;
    }

    /** The account's roles, which are those of all regions. */
    public Roles roles() {
        return roles;
    }

    /** What Step Functions run here. */
    public StateMachines stateMachines() {
        return stateMachines;
    }

    /** The account's repositories in CodeCommit. */
    public Repositories repositories() {
        return repositories;
    }

    public Observation<DevEndpoint, DevEndpoint> devEndpoints() {
        return devEndpoints;
    }

    /**
     * The interactive sessions. What is asked of one must be told to it, for at other times a list that was just read is as
     * good as asking for the session: it says the same, and nobody but AWS and its user changes one.
     */
    public Observation<Session, Session> sessions() {
        return sessions;
    }

    /** The sessions of one object by its name in AWS: its own and those of its notebook's kernels, as last listed. */
    public Listing<Session> sessionFamilies() {
        return sessionFamilies;
    }

    public Observation<Object, DescribeNotebookInstanceResponse> notebooks() {
        return notebooks;
    }

    public Observation<Instant, LifecycleConfig> lifecycleConfigs() {
        return lifecycleConfigs;
    }

    public Observation<Instant, DescribeCodeRepositoryResponse> codeRepositories() {
        return codeRepositories;
    }

    public ResourceTags glueTags() {
        return glueTags;
    }

    public ResourceTags sageMakerTags() {
        return sageMakerTags;
    }

    /** The interactive sessions that carry all of these tags, read now, page after page. */
    public Stream<Session> sessions(Map<String, String> tags) {
        var request = ListSessionsRequest.builder().maxResults(PAGE);
        if (!tags.isEmpty()) {
            request.tags(tags);
        }
        return glue.listSessionsPaginator(request.build()).stream().flatMap(page -> page.sessions().stream());
    }

    private Stream<DevEndpoint> allDevEndpoints() {
        return glue.getDevEndpointsPaginator(request -> request.maxResults(PAGE)).stream()
                .flatMap(page -> page.devEndpoints().stream());
    }

    private Stream<NotebookInstanceSummary> allNotebooks() {
        return sageMaker.listNotebookInstancesPaginator(request -> request.maxResults(PAGE)).stream()
                .flatMap(page -> page.notebookInstances().stream());
    }

    /** A kernel's session is named after its prefix and a UUID (aws-glue-sessions, {@code BaseKernel}). */
    private static String family(Session session) {
        Matcher kernel = KERNEL_SESSION.matcher(session.id());
        return kernel.matches() ? kernel.group(1) : session.id();
    }

    private static Object version(DevEndpoint endpoint) {
        return Arrays.asList(endpoint.status(), endpoint.lastUpdateStatus(), endpoint.lastModifiedTimestamp());
    }

    private record GlueTags(GlueClient glue) implements ResourceTags.Service {

        @Override
        public Map<String, String> read(String arn) {
            return glue.getTags(request -> request.resourceArn(arn)).tags();
        }

        @Override
        public void write(String arn, Map<String, String> tags) {
            glue.tagResource(request -> request.resourceArn(arn).tagsToAdd(tags));
        }

        @Override
        public void remove(String arn, String key) {
            glue.untagResource(request -> request.resourceArn(arn).tagsToRemove(key));
        }
    }

    private record SageMakerTags(SageMakerClient sageMaker) implements ResourceTags.Service {

        @Override
        public Map<String, String> read(String arn) {
            return sageMaker.listTagsPaginator(request -> request.resourceArn(arn)).tags().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
        }

        @Override
        public void write(String arn, Map<String, String> tags) {
            sageMaker.addTags(request -> request.resourceArn(arn).tags(sageMakerTagsOf(tags)));
        }

        @Override
        public void remove(String arn, String key) {
            sageMaker.deleteTags(request -> request.resourceArn(arn).tagKeys(key));
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    /** Tags in the form that SageMaker takes them. */
    public static List<Tag> sageMakerTagsOf(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
