package dev.awsmlops.operator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What SageMaker's calls are answered that moto lacks. Lifecycle configs are in moto, but for their tags. */
final class SageMakerStandIns {

    private static final String NAME = "NotebookInstanceName";
    private static final String CONFIG_NAME = "NotebookInstanceLifecycleConfigName";
    private static final String CONFIG_ARN = ":notebook-instance-lifecycle-config/";
    private static final String CODE_REPOSITORY_ARN = ":code-repository/";

    /** By the config's name. */
    private final Map<String, Map<String, String>> configTags = new ConcurrentHashMap<>();

    Map<String, Exchange.StandIn> all() {
        return Map.of(
                MotoGap.UPDATE_NOTEBOOK_INSTANCE.call(), SageMakerStandIns::updateNotebook,
                MotoGap.UPDATE_LIFECYCLE_CONFIG.call(), SageMakerStandIns::updateConfig,
                MotoGap.LIST_LIFECYCLE_CONFIGS.call(), this::listConfigs,
                JsonService.SAGE_MAKER.call("CreateNotebookInstanceLifecycleConfig"), this::createConfig,
                JsonService.SAGE_MAKER.call("DeleteNotebookInstanceLifecycleConfig"), this::deleteConfig,
                JsonService.SAGE_MAKER.call("ListTags"), this::listTags,
                JsonService.SAGE_MAKER.call("AddTags"), this::addTags,
                JsonService.SAGE_MAKER.call("DeleteTags"), this::deleteTags);
    }

    /** The configs of the operator's that have not been deleted. */
    Set<String> configs() {
        return Set.copyOf(configTags.keySet());
    }

    /** What is not given stays as it is; it is stopped before, and after (API reference, UpdateNotebookInstance). */
    private static Answer updateNotebook(Exchange exchange) throws IOException {
        ObjectNode change = exchange.input();
        ObjectNode name = json().put(NAME, change.path(NAME).asText());
        ObjectNode actual = ask(exchange, "DescribeNotebookInstance", name);
        ObjectNode wanted = json();
        ObjectNode arn =
                json().put("ResourceArn", actual.path("NotebookInstanceArn").asText());
        wanted.set("Tags", ask(exchange, "ListTags", arn).path("Tags"));
        Map.of(
                        NAME,
                        NAME,
                        "InstanceType",
                        "InstanceType",
                        "RoleArn",
                        "RoleArn",
                        "SubnetId",
                        "SubnetId",
                        "SecurityGroups",
                        "SecurityGroupIds",
                        "KmsKeyId",
                        "KmsKeyId",
                        CONFIG_NAME,
                        "LifecycleConfigName",
                        "DirectInternetAccess",
                        "DirectInternetAccess",
                        "VolumeSizeInGB",
                        "VolumeSizeInGB",
                        "DefaultCodeRepository",
                        "DefaultCodeRepository")
                .forEach((described, asked) -> copy(actual, described, wanted, asked));
        copy(actual, "RootAccess", wanted, "RootAccess");
        wanted.setAll(change);
        ask(exchange, "DeleteNotebookInstance", name);
        ask(exchange, "CreateNotebookInstance", wanted);
        ask(exchange, "StopNotebookInstance", name);
        return Answer.ok();
    }

    private static void copy(ObjectNode from, String field, ObjectNode to, String asField) {
        if (from.hasNonNull(field)) {
            to.set(asField, from.get(field));
        }
    }

    private Answer createConfig(Exchange exchange) throws IOException {
        Answer made = exchange.passOn();
        if (made.isOk()) {
            configTags.put(configOf(exchange), tagsOf(exchange.input().path("Tags")));
        }
        return made;
    }

    private Answer deleteConfig(Exchange exchange) throws IOException {
        Answer deleted = exchange.passOn();
        if (deleted.isOk()) {
            configTags.remove(configOf(exchange));
        }
        return deleted;
    }

    private static Answer updateConfig(Exchange exchange) throws IOException {
        ask(exchange, "DeleteNotebookInstanceLifecycleConfig", json().put(CONFIG_NAME, configOf(exchange)));
        ask(exchange, "CreateNotebookInstanceLifecycleConfig", exchange.input());
        return Answer.ok();
    }

    private Answer listConfigs(Exchange exchange) throws IOException {
        ObjectNode answer = json();
        ArrayNode list = answer.putArray("NotebookInstanceLifecycleConfigs");
        for (String config : configTags.keySet()) {
            list.add(ask(exchange, "DescribeNotebookInstanceLifecycleConfig", json().put(CONFIG_NAME, config)));
        }
        return Answer.ok(answer);
    }

    private Answer listTags(Exchange exchange) throws IOException {
        if (!isOfConfig(exchange)) {
            return taggedElsewhere(exchange);
        }
        ObjectNode answer = json();
        ArrayNode list = answer.putArray("Tags");
        configTags
                .getOrDefault(taggedConfig(exchange), Map.of())
                .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return Answer.ok(answer);
    }

    private Answer addTags(Exchange exchange) throws IOException {
        if (isOfConfig(exchange)) {
            configTags
                    .get(taggedConfig(exchange))
                    .putAll(tagsOf(exchange.input().path("Tags")));
            return Answer.ok();
        }
        if (!arn(exchange).contains(CODE_REPOSITORY_ARN)) {
            ObjectNode former = json().put("ResourceArn", arn(exchange));
            ArrayNode keys = former.putArray("TagKeys");
            exchange.input().path("Tags").forEach(tag -> keys.add(tag.path("Key")));
            ask(exchange, "DeleteTags", former);
        }
        return taggedElsewhere(exchange);
    }

    private Answer deleteTags(Exchange exchange) throws IOException {
        if (!isOfConfig(exchange)) {
            return taggedElsewhere(exchange);
        }
        Map<String, String> tags = configTags.get(taggedConfig(exchange));
        exchange.input().path("TagKeys").forEach(key -> tags.remove(key.asText()));
        return Answer.ok();
    }

    private static Answer taggedElsewhere(Exchange exchange) throws IOException {
        return arn(exchange).contains(CODE_REPOSITORY_ARN) ? exchange.simulate() : exchange.passOn();
    }

    private static boolean isOfConfig(Exchange exchange) throws IOException {
        return arn(exchange).contains(CONFIG_ARN);
    }

    private static String arn(Exchange exchange) throws IOException {
        return exchange.input().path("ResourceArn").asText();
    }

    private static String taggedConfig(Exchange exchange) throws IOException {
        return arn(exchange).substring(arn(exchange).indexOf('/') + 1);
    }

    private static String configOf(Exchange exchange) throws IOException {
        return exchange.input().path(CONFIG_NAME).asText();
    }

    private static Map<String, String> tagsOf(JsonNode list) {
        Map<String, String> tags = new TreeMap<>();
        list.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private static ObjectNode ask(Exchange exchange, String operation, ObjectNode input) throws IOException {
        return exchange.ask(JsonService.SAGE_MAKER, operation, input);
    }

    private static ObjectNode json() {
        return Answer.JSON.createObjectNode();
    }
}
