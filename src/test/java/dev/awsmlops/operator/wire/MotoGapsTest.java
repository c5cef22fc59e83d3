package dev.awsmlops.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.s3.S3Client;

/** moto lacks what the lists say that it lacks. What it has gained is to go from the lists, and its stand-in with it. */
@Tag("wire")
class MotoGapsTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/dev";

    private static final String ENDPOINT = "arn:aws:glue:us-east-1:123456789012:devEndpoint/explore";

    private MotoServer moto;

    @BeforeEach
    void forget() throws IOException {
        moto = MotoServer.shared();
        moto.reset();
        moto.endCrawls(false);
    }

    @Test
    void listsWhatIsNotTestedAgainstMoto() {
        System.out.println("moto is tested against, but for:");
        Arrays.stream(MotoGap.values()).forEach(gap -> System.out.println("  " + gap));
        Arrays.stream(MotoFault.values()).forEach(fault -> System.out.println("  " + fault));
        Arrays.stream(LeftOut.values()).forEach(call -> System.out.println("  " + call));
    }

    @ParameterizedTest
    @EnumSource
    void isNotImplemented(MotoGap gap) throws IOException {
        Answer answer = moto.call(gap.service(), gap.operation(), json());
        assertThat(answer.status()).isEqualTo(500);
        String python = gap.operation().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        // moto answers first, and says then why.
        await().untilAsserted(
                        () -> assertThat(moto.log().contains("The " + python + " action has not been implemented"))
                                .as("moto has not implemented " + gap.call())
                                .isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void isAnsweredWrongly(MotoFault fault) throws IOException {
        switch (fault) {
            case REPOSITORY_AS_TEXT -> {
                try (CodeCommitClient codeCommit = SomebodyElse.client(CodeCommitClient.builder(), moto.uri())) {
                    assertThatThrownBy(() -> codeCommit.createRepository(request -> request.repositoryName("shared")))
                            .isInstanceOf(SdkClientException.class);
                }
            }
            case BUCKET_OPEN -> {
                try (S3Client s3 = SomebodyElse.client(S3Client.builder().forcePathStyle(true), moto.uri())) {
                    s3.createBucket(request -> request.bucket("acme-orders"));
                    assertThatThrownBy(() -> s3.getPublicAccessBlock(request -> request.bucket("acme-orders")))
                            .hasMessageContaining("The public access block configuration was not found");
                }
            }
            case ENDPOINT_WITHOUT_TAGS -> {
                ObjectNode endpoint = json().put("EndpointName", "explore").put("RoleArn", ROLE);
                endpoint.putObject("Tags").put("team", "a");
                ok(JsonService.GLUE, "CreateDevEndpoint", endpoint);
                assertThat(glue("GetTags", "ResourceArn", ENDPOINT).path("Tags"))
                        .isEmpty();
            }
            case ENDPOINT_WITH_KEY -> {
                glue("CreateDevEndpoint", "EndpointName", "explore", "RoleArn", ROLE);
                JsonNode endpoint = glue("GetDevEndpoint", "EndpointName", "explore");
                assertThat(endpoint.path("DevEndpoint").path("PublicKeys")).isNotEmpty();
            }
            case SESSION_NEVER_STOPPED -> {
                ObjectNode session = json().put("Id", "explore").put("Role", ROLE);
                session.putObject("Command").put("Name", "glueetl").put("PythonVersion", "3");
                ok(JsonService.GLUE, "CreateSession", session);
                glue("StopSession", "Id", "explore");
                assertThat(afterSomeLooks("GetSession", "Id").at("/Session/Status"))
                        .isEqualTo(new TextNode("STOPPING"));
            }
            case CRAWL_NEVER_ENDS -> {
                crawl();
                assertThat(afterSomeLooks("GetCrawler", "Name").at("/Crawler/State"))
                        .isEqualTo(new TextNode("RUNNING"));
            }
            case CRAWL_COMPLETED -> {
                moto.endCrawls(true);
                crawl();
                assertThat(afterSomeLooks("GetCrawler", "Name").at("/Crawler/LastCrawl/Status"))
                        .isEqualTo(new TextNode("COMPLETED"));
            }
            case NOTEBOOK_WITHOUT_PLATFORM -> {
                notebook();
                assertThat(sageMaker("DescribeNotebookInstance", "NotebookInstanceName", "explore")
                                .has("PlatformIdentifier"))
                        .isFalse();
            }
            case TAG_TWICE -> {
                JsonNode arn = notebook().path("NotebookInstanceArn");
                for (String value : new String[] {"a", "b"}) {
                    ObjectNode tags = json();
                    tags.set("ResourceArn", arn);
                    tags.putArray("Tags").addObject().put("Key", "team").put("Value", value);
                    ok(JsonService.SAGE_MAKER, "AddTags", tags);
                }
                assertThat(sageMaker("ListTags", "ResourceArn", arn.asText()).path("Tags"))
                        .hasSize(2);
            }
            case CONFIG_WITHOUT_TAGS -> {
                JsonNode arn = sageMaker(
                                "CreateNotebookInstanceLifecycleConfig",
                                "NotebookInstanceLifecycleConfigName",
                                "explore")
                        .path("NotebookInstanceLifecycleConfigArn");
                Answer tags = moto.call(JsonService.SAGE_MAKER, "ListTags", json().put("ResourceArn", arn.asText()));
                assertThat(tags.status()).isEqualTo(500);
            }
        }
    }

    private ObjectNode notebook() throws IOException {
        return sageMaker(
                "CreateNotebookInstance",
                "NotebookInstanceName",
                "explore",
                "InstanceType",
                "ml.t3.medium",
                "RoleArn",
                ROLE,
                "PlatformIdentifier",
                "notebook-al2023-v1");
    }

    private void crawl() throws IOException {
        ObjectNode crawler = json().put("Name", "explore").put("Role", ROLE).put("DatabaseName", "orders");
        crawler.putObject("Targets").putArray("S3Targets").addObject().put("Path", "s3://acme-orders/raw/");
        ok(JsonService.GLUE, "CreateCrawler", crawler);
        glue("StartCrawler", "Name", "explore");
    }

    private ObjectNode afterSomeLooks(String operation, String key) throws IOException {
        glue(operation, key, "explore");
        glue(operation, key, "explore");
        return glue(operation, key, "explore");
    }

    private ObjectNode glue(String operation, String... input) throws IOException {
        return ok(JsonService.GLUE, operation, object(input));
    }

    private ObjectNode sageMaker(String operation, String... input) throws IOException {
        return ok(JsonService.SAGE_MAKER, operation, object(input));
    }

    private static ObjectNode object(String... fields) {
        ObjectNode object = json();
        for (int i = 0; i < fields.length; i += 2) {
            object.put(fields[i], fields[i + 1]);
        }
        return object;
    }

    private ObjectNode ok(JsonService service, String operation, ObjectNode input) throws IOException {
        Answer answer = moto.call(service, operation, input);
        assertThat(answer.isOk()).as(answer.toString()).isTrue();
        return answer.body();
    }

    private static ObjectNode json() {
        return Answer.JSON.createObjectNode();
    }
}
