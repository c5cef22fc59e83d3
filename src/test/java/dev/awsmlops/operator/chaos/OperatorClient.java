package dev.awsmlops.operator.chaos;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/** As much of the Kubernetes client as reconcilers use. Anything else that is asked of it fails the test. */
final class OperatorClient {

    private OperatorClient() {}

    static KubernetesClient of(Api api) {
        return as(KubernetesClient.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "resource" -> resource(api, (HasMetadata) arguments[0]);
            case "resources" -> resources(api, Kind.of((Class<?>) arguments[0]));
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static Object resource(Api api, HasMetadata object) {
        return as(NamespaceableResource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("create") && object instanceof Event) {
                api.publish();
                return object;
            }
            if (method.getName().equals("delete")) {
                api.delete(object);
                return List.of();
            }
            throw new UnsupportedOperationException(method.toString());
        });
    }

    private static Object resources(Api api, Kind kind) {
        return as(MixedOperation.class, (all, inNamespace, namespace) -> {
            if (!inNamespace.getName().equals("inNamespace")) {
                throw new UnsupportedOperationException(inNamespace.toString());
            }
            return as(NonNamespaceOperation.class, (proxy, method, arguments) -> {
                if (!method.getName().equals("list")) {
                    throw new UnsupportedOperationException(method.toString());
                }
                var list = new DefaultKubernetesResourceList<HasMetadata>();
                list.setItems(api.list(kind));
                return list;
            });
        });
    }

    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
