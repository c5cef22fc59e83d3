package dev.awsmlops.operator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What Glue's calls are answered that moto lacks, or answers wrongly: with moto's other calls, as far as they go. */
final class GlueStandIns {

    private static final String ARN = "arn:aws:glue:us-east-1:123456789012:";

    /** What Glue tells of a crawler beyond what it was made with. */
    private static final List<String> TOLD =
            List.of("State", "CrawlElapsedTime", "CreationTime", "LastUpdated", "LastCrawl", "Version");

    private GlueStandIns() {}

    static Map<String, Exchange.StandIn> all() {
        return Map.of(
                MotoGap.UPDATE_CRAWLER.call(), GlueStandIns::updateCrawler,
                MotoGap.GET_CRAWLER_METRICS.call(), GlueStandIns::crawlerMetrics,
                MotoGap.UPDATE_DEV_ENDPOINT.call(), GlueStandIns::updateDevEndpoint,
                JsonService.GLUE.call("CreateDevEndpoint"), GlueStandIns::createDevEndpoint,
                JsonService.GLUE.call("GetSession"), GlueStandIns::stopped,
                JsonService.GLUE.call("ListSessions"), GlueStandIns::stopped);
    }

    /** What is not given stays as it is (API reference, UpdateCrawler); an empty schedule is none. */
    private static Answer updateCrawler(Exchange exchange) throws IOException {
        ObjectNode change = exchange.input();
        ObjectNode name = json().put("Name", change.path("Name").asText());
        ObjectNode crawler = (ObjectNode) ask(exchange, "GetCrawler", name).path("Crawler");
        crawler.remove(TOLD);
        crawler.set("Schedule", crawler.path("Schedule").path("ScheduleExpression"));
        crawler.setAll(change);
        if (crawler.path("Schedule").asText().isEmpty()) {
            crawler.remove("Schedule");
        }
        crawler.set("Tags", tags(exchange, "crawler/" + change.path("Name").asText()));
        ask(exchange, "DeleteCrawler", name);
        ask(exchange, "CreateCrawler", withoutNulls(crawler));
        return Answer.ok();
    }

    private static Answer crawlerMetrics(Exchange exchange) throws IOException {
        ObjectNode metrics = json();
        ArrayNode list = metrics.putArray("CrawlerMetricsList");
        exchange.input().path("CrawlerNameList").forEach(name -> list.addObject()
                .put("CrawlerName", name.asText())
                .put("TablesCreated", 0)
                .put("TablesUpdated", 0)
                .put("TablesDeleted", 0));
        return Answer.ok(metrics);
    }

    /** Of what can change the suite changes the arguments. */
    private static Answer updateDevEndpoint(Exchange exchange) throws IOException {
        ObjectNode change = exchange.input();
        String endpoint = change.path("EndpointName").asText();
        ObjectNode name = json().put("EndpointName", endpoint);
        JsonNode actual = ask(exchange, "GetDevEndpoint", name).path("DevEndpoint");
        ObjectNode wanted = json();
        for (String kept : List.of("EndpointName", "RoleArn", "GlueVersion", "WorkerType", "NumberOfWorkers")) {
            wanted.set(kept, actual.path(kept));
        }
        ObjectNode arguments = wanted.putObject("Arguments");
        arguments.setAll((ObjectNode) actual.path("Arguments"));
        change.path("AddArguments").properties().forEach(added -> arguments.set(added.getKey(), added.getValue()));
        JsonNode tags = tags(exchange, "devEndpoint/" + endpoint);
        ask(exchange, "DeleteDevEndpoint", name);
        ask(exchange, "CreateDevEndpoint", withoutNulls(wanted));
        tag(exchange, endpoint, tags);
        return Answer.ok();
    }

    private static Answer createDevEndpoint(Exchange exchange) throws IOException {
        Answer made = exchange.passOn();
        if (made.isOk()) {
            tag(
                    exchange,
                    exchange.input().path("EndpointName").asText(),
                    exchange.input().path("Tags"));
        }
        return made;
    }

    private static Answer stopped(Exchange exchange) throws IOException {
        Answer answer = exchange.passOn();
        answer.body().findParents("Status").stream()
                .filter(session -> session.path("Status").asText().equals("STOPPING"))
                .forEach(session -> ((ObjectNode) session).put("Status", "STOPPED"));
        return answer;
    }

    private static void tag(Exchange exchange, String endpoint, JsonNode tags) throws IOException {
        ObjectNode input = json().put("ResourceArn", ARN + "devEndpoint/" + endpoint);
        input.set("TagsToAdd", tags);
        ask(exchange, "TagResource", input);
    }

    private static JsonNode tags(Exchange exchange, String resource) throws IOException {
        return ask(exchange, "GetTags", json().put("ResourceArn", ARN + resource))
                .path("Tags");
    }

    private static ObjectNode ask(Exchange exchange, String operation, ObjectNode input) throws IOException {
        return exchange.ask(JsonService.GLUE, operation, input);
    }

    private static ObjectNode withoutNulls(ObjectNode node) {
        node.properties().removeIf(field -> field.getValue().isNull());
        return node;
    }

    private static ObjectNode json() {
        return Answer.JSON.createObjectNode();
    }
}
