package dev.awsmlops.operator.chaos;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the SDK hands to a pass, as far as reconcilers use it. Anything else that is asked of it fails the test. */
final class PassContext {

    /** The objects of another kind that belong to an object. */
    interface Secondaries {
        <R> List<R> of(Class<R> kind, HasMetadata object);
    }

    private PassContext() {}

    @SuppressWarnings("unchecked")
    static <P extends CustomResource<?, ?>> Context<P> of(
            Api api, Secondaries secondaries, P object, UnaryOperator<P> writeStatus) {
        return (Context<P>) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (context, method, arguments) -> switch (method.getName()) {
                    case "getClient" -> OperatorClient.of(api);
                    case "getSecondaryResource" ->
                        secondaries.of((Class<?>) arguments[0], object).stream().findFirst();
                    case "getSecondaryResources" ->
                        new LinkedHashSet<>(secondaries.of((Class<?>) arguments[0], object));
                    case "resourceOperations" -> new StatusWriter<>((Context<P>) context, writeStatus);
                    case "getPrimaryCache" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private static final class StatusWriter<P extends HasMetadata> extends ResourceOperations<P> {

        private final UnaryOperator<P> writeStatus;

        StatusWriter(Context<P> context, UnaryOperator<P> writeStatus) {
            super(context);
            this.writeStatus = writeStatus;
        }

        @Override
        public P serverSideApplyPrimaryStatus(P object) {
            return writeStatus.apply(object);
        }
    }
}
