package dev.awsmlops.sandbox.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with the kind {@link Widget} for each test. */
abstract class EmbeddedKubernetesTest {
    EmbeddedKubernetes kubernetes;
    KubernetesClient client;

    @BeforeEach
    void start() {
        kubernetes = EmbeddedKubernetes.start();
        kubernetes.install(Widget.definition());
        client = kubernetes.client();
    }

    @AfterEach
    void stop() {
        kubernetes.close();
    }

    Resource<Widget> widget(String name) {
        return client.resources(Widget.class).inNamespace("default").withName(name);
    }

    Widget apply(String manager, String spec) {
        return apply(manager, spec, false);
    }

    Widget apply(String manager, String spec, boolean force) {
        return patch(manager, "{\"spec\": " + spec + "}", force, "");
    }

    /** Applies to the widget named one, whatever of it is given. */
    Widget patch(String manager, String fields, boolean force, String subresource) {
        String body = "{\"apiVersion\": \"test.example/v1\", \"kind\": \"Widget\", "
                + fields.substring(1).replace("\"metadata\": {", "\"metadata\": {\"name\": \"one\", ");
        if (!body.contains("\"metadata\"")) {
            body = body.replaceFirst("\\{", "{\"metadata\": {\"name\": \"one\"}, ");
        }
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(force)
                .build();
        GenericKubernetesResource fieldsOnly = Serialization.unmarshal(body, GenericKubernetesResource.class);
        fieldsOnly.getMetadata().setNamespace("default");
        Resource<GenericKubernetesResource> resource = client.resource(fieldsOnly);
        GenericKubernetesResource applied = subresource.isEmpty()
                ? resource.patch(context)
                : resource.subresource(subresource).patch(context);
        return Serialization.unmarshal(Serialization.asJson(applied), Widget.class);
    }

    static String refusal(ThrowingCallable call) {
        KubernetesClientException refused = Assertions.catchThrowableOfType(KubernetesClientException.class, call);
        Assertions.assertThat(refused).as("refusal").isNotNull();
        return refused.getCode() + " " + refused.getStatus().getMessage();
    }
}
