package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sts.StsClient;

class SimulatedAwsServerTest extends AwsTest {

    private SimulatedAwsServer server;

    @BeforeEach
    void start() throws IOException {
        server = SimulatedAwsServer.start(aws.door("shell"), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C overSocket(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(server.uri())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @Test
    void servesRealClientsOverASocketInTheRegionTheySignFor() {
        GlueClient client = overSocket(GlueClient.builder());
        client.createDevEndpoint(r -> r.endpointName("explore").roleArn(ROLE));
        assertThat(client.getDevEndpoints(r -> {}).devEndpoints()).hasSize(1);
        assertThat(refusal(() -> client.getSession(r -> r.id("none")))).isInstanceOf(EntityNotFoundException.class);
        assertThat(overSocket(SageMakerClient.builder()).listNotebookInstances().notebookInstances())
                .isEmpty();
        assertThat(overSocket(StsClient.builder()).getCallerIdentity().arn()).contains("assumed-role/shell/");
        assertThat(overSocket(IamClient.builder()).listRoles().roles()).isEmpty();
        assertThat(aws.inventory()).extracting(SimulatedResource::region).containsExactly("eu-west-1");
        assertThat(aws.callsBy("shell")).hasSize(6);
    }

    @Test
    void hasTheSameRolesWhateverRegionARequestIsSignedFor() {
        iam.createRole(r -> r.roleName("lab").assumeRolePolicyDocument("""
                {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "glue.amazonaws.com"}}}"""));
        assertThat(overSocket(IamClient.builder()).listRoles().roles()).hasSize(1);
    }

    @Test
    void servesBucketsByPath() {
        S3Client client = overSocket(S3Client.builder());
        client.createBucket(r -> r.bucket("lake"));
        client.putObject(r -> r.bucket("lake").key("a//b c+ü"), RequestBody.fromString("content"));
        client.putObject(r -> r.bucket("lake").key("empty"), RequestBody.empty());
        assertThat(client.getObjectAsBytes(r -> r.bucket("lake").key("a//b c+ü"))
                        .asUtf8String())
                .isEqualTo("content");
        assertThat(client.getObjectAsBytes(r -> r.bucket("lake").key("empty")).asByteArray())
                .isEmpty();
        assertThat(client.headObject(r -> r.bucket("lake").key("a//b c+ü")).contentLength())
                .isEqualTo(7);
        assertThat(refusal(() -> client.headObject(r -> r.bucket("lake").key("none"))))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(client.listObjectVersions(r -> r.bucket("lake")).versions()).hasSize(2);
        client.deleteObject(r -> r.bucket("lake").key("empty"));
        assertThat(aws.buckets().keys("lake")).containsExactly("a//b c+ü");
    }

    @Test
    void closesTheConnectionWhenAnAnswerIsLost() {
        aws.faults().on("glue", "CreateDevEndpoint").loseResponse();
        GlueClient client = overSocket(GlueClient.builder());
        assertThatThrownBy(() ->
                        client.createDevEndpoint(r -> r.endpointName("explore").roleArn(ROLE)))
                .isInstanceOf(SdkClientException.class);
        assertThat(aws.inventory()).hasSize(1);
    }

    @Test
    void closesTheConnectionOfADeadProcess() {
        aws.kill("shell");
        GlueClient client = overSocket(GlueClient.builder());
        assertThatThrownBy(() -> client.listSessions(r -> {})).isInstanceOf(SdkClientException.class);
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() {
        assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void refusesWhatIsNotSigned() throws Exception {
        HttpResponse<String> answer = get(server.uri());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("MissingAuthenticationToken");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
