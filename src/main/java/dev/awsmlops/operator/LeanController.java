package dev.awsmlops.operator;

import dev.awsmlops.operator.informer.PackedItemStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;
import java.time.Duration;
import java.util.Optional;

/**
 * A controller as its annotations and the configuration say, in a form that takes little memory for each object: its
 * informer's objects are packed, and the SDK doesn't bring objects back by itself.
 *
 * <p>To do so the SDK makes a timer at every pass, and those that are overtaken stay in memory until their time has come.
 * Here every pass says itself when the object comes back ({@code WakeUps}), and one that fails is tried again.
 */
final class LeanController<P extends HasMetadata> extends QuarkusControllerConfiguration<P> {

    LeanController(QuarkusControllerConfiguration<P> given, QuarkusConfigurationService configuration) {
        super(
                packed(given, configuration.getKubernetesClient().getKubernetesSerialization()),
                given.getName(),
                given.isGenerationAware(),
                given.getAssociatedReconcilerClassName(),
                given.getRetry(),
                given.getRateLimiter(),
                given.maxReconciliationInterval().orElse(null),
                given.getFinalizerName(),
                given.fieldManager(),
                given.getWorkflow(),
                given.getResourceTypeName(),
                given.getResourceClass());
        setParent(configuration);
    }

    private static <P extends HasMetadata> InformerConfiguration<P> packed(
            QuarkusControllerConfiguration<P> given, KubernetesSerialization serialization) {
        InformerConfiguration<P> informer = given.getInformerConfig();
        return PackedItemStore.forNamespaces(informer.getNamespaces(), given.getResourceClass(), serialization)
                .map(store -> InformerConfiguration.builder(informer)
                        .withItemStore(store)
                        .buildForController())
                .orElse(informer);
    }

    @Override
    public Optional<Duration> maxReconciliationInterval() {
        return Optional.empty();
    }
}
