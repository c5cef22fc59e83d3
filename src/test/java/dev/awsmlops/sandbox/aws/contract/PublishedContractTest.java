package dev.awsmlops.sandbox.aws.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedContractTest {

    private final PublishedContract contract = new PublishedContract();

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String refusal(String service, String operation, ObjectNode input) {
        try {
            contract.checkRequest(service, operation, input);
            return "none";
        } catch (ServiceFailure refusal) {
            return refusal.code() + ": " + refusal.getMessage();
        }
    }

    @Test
    void countsWhatIsWrongAsAwsDoes() {
        assertThat(refusal("glue", "GetSession", json()))
                .isEqualTo("ValidationException: 1 validation error detected:"
                        + " Value null at 'id' failed to satisfy constraint: Member must not be null");
        assertThat(refusal("glue", "CreateSession", json()))
                .startsWith("ValidationException: 3 validation errors detected: Value null at ")
                .contains("'id'", "; ", "'role'", "'command'");
    }

    @Test
    void saysValidationErrorInTheQueryProtocolAndHasIamsWordsForNames() {
        ObjectNode role = json().put("Action", "GetRole").put("Version", "2010-05-08");
        assertThat(refusal("iam", "GetRole", role.deepCopy().put("RoleName", "x".repeat(65))))
                .startsWith("ValidationError: 1 validation error detected: Value '")
                .endsWith("Member must have length less than or equal to 64");
        assertThat(refusal("iam", "GetRole", role.deepCopy().put("RoleName", "a b")))
                .isEqualTo("ValidationError: The specified value for roleName is invalid."
                        + " It must contain only alphanumeric characters and/or the following: +=,.@_-");
        assertThat(refusal("iam", "GetRole", role.deepCopy().put("RoleName", "lab")))
                .isEqualTo("none");
    }

    @Test
    void saysFirstThatARequestCannotBeRead() {
        assertThat(refusal("glue", "GetSession", json().put("Id", 7)))
                .isEqualTo("SerializationException: NUMBER_VALUE can not be converted to a String");
        assertThat(refusal("glue", "CreateSession", json().put("Timeout", "long")))
                .isEqualTo("SerializationException: STRING_VALUE can not be converted to a Integer");
    }

    @Test
    void refusesAMisspeltMemberThatAwsWouldPassOver() {
        assertThat(refusal("sagemaker", "StopNotebookInstance", json().put("NotebookInstancename", "lab")))
                .contains("must have a member NotebookInstancename");
    }

    @Test
    void remembersAnAnswerThatTheSdkWouldNotReadInFull() {
        ObjectNode input = json().put("Id", "lab");
        ObjectNode output = json();
        output.putObject("Session").put("Id", "lab").put("Statuss", "READY");
        assertThatThrownBy(() -> contract.checkAnswer("glue", "GetSession", input, output))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Session must have a member Statuss");
        output.putObject("Session").put("Id", 7);
        assertThatThrownBy(() -> contract.checkAnswer("glue", "GetSession", input, output))
                .isInstanceOf(IllegalStateException.class);
        output.putObject("Session").put("Id", "lab").put("Status", "A_STATE_THAT_IS_NEW");
        contract.checkAnswer("glue", "GetSession", input, output);
        assertThat(contract.wrongAnswers()).hasSize(2);
    }

    @Test
    void leavesTheRefusalToServicesThatHaveTheirOwnWordsAndRemembersWhenTheyDoNotSayThem() {
        ObjectNode nameless = json();
        assertThat(refusal("codecommit", "CreateRepository", nameless)).isEqualTo("none");
        assertThatThrownBy(() -> contract.checkAnswer("codecommit", "CreateRepository", nameless, json()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'repositoryName'");
        ObjectNode upload = json().put("Bucket", "lake").put("Key", "a").put("StorageClass", "ATTIC");
        assertThat(refusal("s3", "PutObject", upload)).isEqualTo("none");
        assertThatThrownBy(() -> contract.checkAnswer("s3", "PutObject", upload, json()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'storageClass'");
        assertThat(contract.wrongAnswers()).hasSize(2);
    }

    @Test
    void knowsNoServiceThatAwsDoesNotHave() {
        assertThatThrownBy(() -> contract.checkRequest("chocolate", "Melt", json()))
                .hasMessageContaining("no model of the service chocolate");
        assertThatThrownBy(() -> contract.checkRequest("glue", "Melt", json())).hasMessageContaining("Melt");
    }

    static List<Amendment> amendments() {
        return Amendment.ALL;
    }

    @ParameterizedTest
    @MethodSource("amendments")
    void amendsOnlyWhatTheModelsDoNotHave(Amendment amendment) {
        Shape.Scalar published = ServiceModels.unamended(amendment.service()).scalar(amendment.shape());
        for (String value : amendment.taken()) {
            assertThat(published.rules()).as(value).anyMatch(rule -> !rule.holds()
                    .test(JsonNodeFactory.instance.textNode(value)));
        }
    }
}
