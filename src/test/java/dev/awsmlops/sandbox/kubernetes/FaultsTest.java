package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest extends EmbeddedKubernetesTest {
    @ParameterizedTest
    @ValueSource(ints = {403, 409, 422})
    void refuses_as_many_calls_as_it_is_told_to(int status) {
        kubernetes.refuse(
                2,
                status,
                call -> call.verb().equals("create") && call.resource().equals(Widget.RESOURCE));
        assertThat(refusal(() -> client.resource(Widget.named("one")).create())).startsWith(status + " ");
        assertThat(refusal(() -> client.resource(Widget.named("one")).create())).startsWith(status + " ");
        client.resource(Widget.named("one")).create();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void clients_get_over_passing_trouble(int status) {
        kubernetes.refuse(1, status, ApiCall::isWrite);
        client.resource(Widget.named("one")).create();
        assertThat(kubernetes.calls())
                .filteredOn(ApiCall::isWrite)
                .extracting(ApiCall::status)
                .containsExactly(status, 201);
    }

    @Test
    void remembers_who_called_for_what() {
        client.resource(Widget.named("one")).create();
        widget("one").get();
        assertThat(kubernetes.calls())
                .extracting(ApiCall::verb, ApiCall::resource, ApiCall::namespace, ApiCall::name, ApiCall::status)
                .containsExactly(
                        tuple("create", Widget.RESOURCE, "default", "", 201),
                        tuple("get", Widget.RESOURCE, "default", "one", 200));
        assertThat(kubernetes.writes(Widget.RESOURCE, "")).isEqualTo(1);
        assertThat(kubernetes.writes(Widget.RESOURCE, "status")).isZero();
        kubernetes.forgetCalls();
        assertThat(kubernetes.calls()).isEmpty();
    }
}
