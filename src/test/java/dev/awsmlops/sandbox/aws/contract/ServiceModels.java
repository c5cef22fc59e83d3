package dev.awsmlops.sandbox.aws.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * The models of all services, by the names that they are signed for. Each is read once, when first asked for.
 *
 * <p>Thread-safe.
 */
final class ServiceModels {

    /** In the jar of the published models, as every service's is. */
    private static final String ANY_MODEL = "models/glue-2017-03-31-model.json";

    private static final String SDK_CLASSES = "software.amazon.awssdk.services.%s.model";
    private static final Map<String, Optional<ServiceModel>> READ = new ConcurrentHashMap<>();

    private ServiceModels() {}

    /** The model of a service, if AWS has published one. */
    static Optional<ServiceModel> find(String service) {
        return READ.computeIfAbsent(service, ServiceModels::read);
    }

    /**
     * The model of a service.
     *
     * @throws IllegalStateException when there is none
     */
    static ServiceModel of(String service) {
        return find(service)
                .orElseThrow(() -> new IllegalStateException("AWS has published no model of the service " + service));
    }

    /** S3's model is not among the published ones: the first SDK's client for it was written by hand. */
    private static Optional<ServiceModel> read(String service) {
        SdkModel classes = new SdkModel(SDK_CLASSES.formatted(packageOf(service)), Wire.REST_XML);
        return service.equals("s3")
                ? Optional.of(classes)
                : published(service, Amendment.ALL).map(model -> new NewerModel(model, classes));
    }

    /**
     * The model of a service just as it was published, read anew.
     *
     * @throws IllegalStateException when there is none
     */
    static PublishedModel unamended(String service) {
        return published(service, List.of())
                .orElseThrow(() -> new IllegalStateException("No published model of the service " + service));
    }

    private static String packageOf(String service) {
        return service.equals("states") ? "sfn" : service;
    }

    private static Optional<PublishedModel> published(String service, List<Amendment> amendments) {
        try (JarFile jar = jar()) {
            Optional<JarEntry> newest = jar.stream()
                    .filter(entry -> file(service).matcher(entry.getName()).matches())
                    .max(Comparator.comparing(JarEntry::getName));
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream model = jar.getInputStream(newest.get())) {
                return Optional.of(new PublishedModel(service, new ObjectMapper().readTree(model), amendments));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some files are named after the host, and that of SageMaker is {@code api.sagemaker}. */
    private static Pattern file(String service) {
        return Pattern.compile("models/(api\\.)?" + Pattern.quote(service) + "-\\d{4}-\\d{2}-\\d{2}-model\\.json");
    }

    private static JarFile jar() throws IOException {
        URL model = Optional.ofNullable(ServiceModels.class.getClassLoader().getResource(ANY_MODEL))
                .orElseThrow(() -> new IllegalStateException("The published models are not on the class path"));
        JarURLConnection connection = (JarURLConnection) model.openConnection();
        connection.setUseCaches(false);
        return connection.getJarFile();
    }
}
