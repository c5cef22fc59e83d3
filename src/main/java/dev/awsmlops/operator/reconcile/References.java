package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.LocalObjectReference;
import dev.awsmlops.operator.informer.PackedItemStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Follows the objects of another kind that a kind's objects refer to by name, many to one, in their own namespace. */
public final class References {

    private References() {}

    /**
     * Brings every object back to its reconciler when the one it refers to changes.
     *
     * @param kind of what is referred to
     * @param reference what an object refers to, if it does
     */
    public static <P extends HasMetadata, R extends HasMetadata> EventSource<R, P> follow(
            Class<R> kind, Function<P, Optional<LocalObjectReference>> reference, EventSourceContext<P> context) {
        String index = "by " + kind.getSimpleName();
        context.getPrimaryCache().addIndexer(index, object -> reference
                .apply(object)
                .map(referred -> List.of(key(object.getMetadata().getNamespace(), referred.name())))
                .orElse(List.of()));
        var configuration = InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                .withName(kind.getSimpleName())
                .withSecondaryToPrimaryMapper(referred -> context
                        .getPrimaryCache()
                        .byIndex(
                                index,
                                key(
                                        referred.getMetadata().getNamespace(),
                                        referred.getMetadata().getName()))
                        .stream()
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
                .withPrimaryToSecondaryMapper((P object) -> reference
                        .apply(object)
                        .map(referred -> Set.of(new ResourceID(
                                referred.name(), object.getMetadata().getNamespace())))
                        .orElse(Set.of()))
                .withOnUpdateFilter(new TellingChange<R>())
                .withItemStore(store(kind, context))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    /**
     * Brings every object back to its reconciler when one of those that refer to it changes.
     *
     * @param kind of what refers to it
     * @param reference what such an object refers to, if it does
     */
    public static <P extends HasMetadata, R extends HasMetadata> EventSource<R, P> followReferrers(
            Class<R> kind, Function<R, Optional<LocalObjectReference>> reference, EventSourceContext<P> context) {
        var configuration = InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                .withName(kind.getSimpleName())
                .withSecondaryToPrimaryMapper((R referrer) -> reference
                        .apply(referrer)
                        .map(referred -> Set.of(new ResourceID(
                                referred.name(), referrer.getMetadata().getNamespace())))
                        .orElse(Set.of()))
                .withOnUpdateFilter(new TellingChange<R>())
                .withItemStore(store(kind, context))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    private static <R extends HasMetadata> ItemStore<R> store(Class<R> kind, EventSourceContext<?> context) {
        return PackedItemStore.forNamespaces(
                        context.getControllerConfiguration().getInformerConfig().getNamespaces(),
                        kind,
                        context.getClient().getKubernetesSerialization())
                .orElse(null);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
