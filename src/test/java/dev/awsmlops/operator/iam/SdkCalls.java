package dev.awsmlops.operator.iam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The operations that the operator's sources name, whether any code gets there or not: what is called on whatever is
 * declared with the type of an SDK client.
 */
public final class SdkCalls {

    private static final Path SOURCES = Path.of("src/main/java");

    /** By the signing name of the service. */
    private static final Map<String, Class<?>> CLIENTS = Map.of(
            "codecommit", CodeCommitClient.class,
            "glue", GlueClient.class,
            "iam", IamClient.class,
            "s3", S3Client.class,
            "sagemaker", SageMakerClient.class,
            "scheduler", SchedulerClient.class,
            "states", SfnClient.class,
            "sts", StsClient.class);

    private static final Pattern DECLARATION = Pattern.compile("\\b(\\w+Client) (\\w+)\\b");
    /** The method is only looked at, since it may be the receiver of the next call. */
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)(?:\\(\\))?\\s*(?:\\.|::)\\s*(?=(\\w+))");

    private SdkCalls() {}

    /** Such as {@code s3:HeadBucket}. */
    public static Set<String> inSources() {
        List<String> sources = sources();
        Map<String, Set<String>> receivers = sources.stream()
                .flatMap(source -> DECLARATION.matcher(source).results())
                .flatMap(declared -> service(declared.group(1)).map(service -> Map.entry(declared.group(2), service)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
        return sources.stream()
                .flatMap(source -> CALL.matcher(source)
                        .results()
                        .flatMap(call ->
                                operations(source, receivers.getOrDefault(call.group(1), Set.of()), call.group(2))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a name stands for the clients of several services, the file says by its imports which one it means. */
    private static Stream<String> operations(String source, Set<String> services, String method) {
        List<String> having = services.stream()
                .filter(service -> hasOperation(CLIENTS.get(service), method))
                .toList();
        List<String> imported = having.stream()
                .filter(service -> source.contains(CLIENTS.get(service).getPackageName() + "."))
                .toList();
        String name = method.replaceAll("Paginator$", "");
        String operation = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return (imported.isEmpty() ? having : imported).stream().map(service -> service + ":" + operation);
    }

    private static Stream<String> service(String client) {
        return CLIENTS.entrySet().stream()
                .filter(known -> known.getValue().getSimpleName().equals(client))
                .map(Map.Entry::getKey);
    }

    private static boolean hasOperation(Class<?> client, String name) {
        return Arrays.stream(client.getMethods())
                .anyMatch(method -> method.getName().equals(name)
                        && Arrays.stream(method.getParameterTypes()).anyMatch(AwsRequest.class::isAssignableFrom));
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(SdkCalls::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
