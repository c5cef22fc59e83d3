package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Classifier;
import software.amazon.awssdk.services.glue.model.CsvHeaderOption;

class ClassifierTest extends CrawlingTest {

    private void createCsv(String name, String delimiter) {
        glue.createClassifier(r -> r.csvClassifier(c -> c.name(name).delimiter(delimiter)));
    }

    @Test
    void keepsWhatItWasMadeWith() {
        glue.createClassifier(r -> r.csvClassifier(c -> c.name("tilde")
                .delimiter("~")
                .quoteSymbol("'")
                .containsHeader(CsvHeaderOption.PRESENT)
                .header("a", "b")));
        Classifier classifier = glue.getClassifier(r -> r.name("tilde")).classifier();
        assertThat(classifier.csvClassifier().delimiter()).isEqualTo("~");
        assertThat(classifier.csvClassifier().header()).containsExactly("a", "b");
        assertThat(classifier.csvClassifier().creationTime()).isEqualTo(SimulatedClock.START);
        assertThat(classifier.csvClassifier().version()).isEqualTo(1);
        assertThat(classifier.jsonClassifier()).isNull();
        assertThat(aws.inventory()).extracting(SimulatedResource::type).containsExactly(ResourceType.CLASSIFIER);
    }

    @Test
    void isOfOneOfFourKinds() {
        glue.createClassifier(
                r -> r.grokClassifier(c -> c.name("grok").classification("x").grokPattern("%{WORD}")));
        glue.createClassifier(
                r -> r.xmlClassifier(c -> c.name("xml").classification("x").rowTag("row")));
        glue.createClassifier(r -> r.jsonClassifier(c -> c.name("json").jsonPath("$[*]")));
        createCsv("csv", ",");
        assertThat(glue.getClassifiersPaginator(r -> r.maxResults(3)).stream()
                        .flatMap(page -> page.classifiers().stream()))
                .hasSize(4);
        assertThat(glue.getClassifier(r -> r.name("json"))
                        .classifier()
                        .jsonClassifier()
                        .jsonPath())
                .isEqualTo("$[*]");
        assertRefused(() -> glue.createClassifier(r -> {}), "InvalidInputException", "Exactly one");
        assertRefused(
                () -> glue.createClassifier(r -> r.csvClassifier(c -> c.name("a"))
                        .jsonClassifier(c -> c.name("b").jsonPath("$"))),
                "InvalidInputException",
                "Exactly one");
        assertRefused(
                () -> glue.createClassifier(r -> r.jsonClassifier(c -> c.name("bad"))),
                "ValidationException",
                "at 'jsonClassifier.jsonPath'");
        assertRefused(
                () -> glue.createClassifier(
                        r -> r.csvClassifier(c -> c.name("bad").delimiter("ab"))),
                "ValidationException",
                "at 'csvClassifier.delimiter'");
        assertRefused(
                () -> glue.createClassifier(
                        r -> r.csvClassifier(c -> c.name("bad").containsHeader("MAYBE"))),
                "ValidationException",
                "at 'csvClassifier.containsHeader'");
    }

    @Test
    void canBeMadeOnceAndDeletedOnce() {
        createCsv("csv", ",");
        assertThat(refusal(() -> createCsv("csv", ";"))).isInstanceOf(AlreadyExistsException.class);
        glue.deleteClassifier(r -> r.name("csv"));
        String missing = "Classifier entry with name csv does not exist";
        assertRefused(() -> glue.getClassifier(r -> r.name("csv")), "EntityNotFoundException", missing);
        assertRefused(() -> glue.deleteClassifier(r -> r.name("csv")), "EntityNotFoundException", missing);
    }

    @Test
    void decidesHowACrawlReadsCsv() {
        glue.createClassifier(r -> r.csvClassifier(c -> c.name("tilde")
                .delimiter("~")
                .quoteSymbol("'")
                .containsHeader(CsvHeaderOption.ABSENT)
                .header("id", "name")));
        s3.put(BUCKET, "people/people.txt", "1~'Ada ~ Countess'\n2~Bob\n");
        crawlOnce(r -> r.classifiers("tilde"));
        assertThat(columns(table("people"))).isEqualTo("id:bigint name:string");
        assertThat(table("people").parameters())
                .containsEntry("delimiter", "~")
                .containsEntry("recordCount", "2")
                .containsEntry("areColumnsQuoted", "true")
                .doesNotContainKey("skip.header.line.count");
    }

    @Test
    void leavesToTheBuiltInOnesWhatItDoesNotRecognize() {
        createCsv("tilde", "~");
        s3.put(BUCKET, "orders/orders.csv", ORDERS);
        crawlOnce(r -> r.classifiers("tilde"));
        assertThat(table("orders").parameters()).containsEntry("delimiter", ",");
    }

    @Test
    void isLeftOutOfACrawlOnceDeleted() {
        createCsv("tilde", "~");
        s3.put(BUCKET, "orders/orders.csv", ORDERS);
        createCrawler("crawler", "s3://lake", r -> r.classifiers("tilde"));
        glue.deleteClassifier(r -> r.name("tilde"));
        crawl("crawler");
        assertThat(tableNames()).containsExactly("orders");
    }
}
