package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceTags;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Crawler;

/** Crawlers, which go on crawling by their schedules. */
record SweptCrawlers(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.CRAWLER;
    }

    @Override
    public ResourceTags tags() {
        return aws.glueTags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws.catalog()
                .crawlerNames(Map.of(Ownership.CLUSTER, cluster))
                .map(name -> new Listed(name, aws.account().arn("glue", "crawler/" + name), false));
    }

    @Override
    public Step remove(String name, boolean kept) {
        Optional<Crawler> crawler = aws.catalog().crawlers().now(name);
        if (crawler.isEmpty()) {
            return Step.GONE;
        }
        return switch (crawler.get().state()) {
            case READY -> {
                aws.glue().deleteCrawler(request -> request.name(name));
                yield Step.TAKEN;
            }
            case RUNNING -> {
                Failure.unless(FailureKind.IN_TRANSITION, () -> aws.glue().stopCrawler(request -> request.name(name)));
                yield Step.TAKEN;
            }
            default -> Step.WAITING;
        };
    }
}
