package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomResourceSchemaTest {
    private static final CustomResourceSchema SCHEMA = CustomResourceSchema.of(Widget.definition());
    private static final String UNCHECKED = "<nil>: Invalid value: \"null\": some validation rules were not checked "
            + "because the object was invalid; correct the existing errors to complete validation";

    private static String widget(String spec) {
        return "{apiVersion: test.example/v1, kind: Widget, metadata: {name: one}, spec: {" + spec + "}}";
    }

    private static List<String> faults(String spec) {
        return SCHEMA.validate(widget("colour: red, " + spec), null);
    }

    @Test
    void accepts_what_the_schema_allows() {
        assertThat(faults("size: 3, reason: because, ttl: 8h, ratio: 0.5, until: '2026-01-01T00:00:00Z', port: 80, "
                        + "nothing: null, tags: {a: b}, notes: [x], members: [x, y], opaque: {any: {thing: 1}}, "
                        + "ports: [{port: 80}, {port: 80, protocol: UDP}], target: {host: h}"))
                .isEmpty();
        assertThat(faults("port: http")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
            size: 0 ==> spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1
            size: 11, reason: big ==> spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10
            ratio: 0 ==> spec.ratio: Invalid value: 0: spec.ratio in body should be greater than 0
            reason: 'no' ==> spec.reason: Invalid value: "no": spec.reason in body should be at least 3 chars long
            ttl: 90s ==> spec.ttl: Invalid value: "90s": spec.ttl in body should match '^[0-9]+[mh]$'
            members: [x, x] ==> spec.members[1]: Duplicate value: "x"
            ports: [{port: 1}, {port: 1}] ==> spec.ports[1]: Duplicate value: {"port":1,"protocol":"TCP"}
            foo: 1 ==> unknown field "spec.foo"
            target: {host: h, p: 1} ==> unknown field "spec.target.p"
            size: 9 ==> spec.reason: Required value: say why it is so big
            ttl: 48h ==> spec.ttl: Invalid value: "object": ttl is at most 24h, not 48h
            size: 8, ports: [{port: 1}] ==> spec: Invalid value: "object": failed rule: self.size != 8 || !has(self.ports) || self.ports.all(p, p.port > 1)
            size: 7, target: {host: here} ==> spec: Invalid value: "object": failed rule: self.size != 7 || self.?target.host.orValue('there') != 'here'
            """)
    void says_what_is_wrong(String spec, String fault) {
        assertThat(faults(spec)).containsExactly(fault);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
            size: big ==> spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"
            size: 1.5 ==> spec.size: Invalid value: "number": spec.size in body must be of type integer: "number"
            tags: [a] ==> spec.tags: Invalid value: "array": spec.tags in body must be of type object: "array"
            tags: {a: 1} ==> spec.tags.a: Invalid value: "integer": spec.tags.a in body must be of type string: "integer"
            port: true ==> spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"
            until: tomorrow ==> spec.until: Invalid value: "tomorrow": spec.until in body must be of type date-time: "tomorrow"
            reason: because of this ==> spec.reason: Too long: may not be more than 10 bytes
            notes: [a, b, c, d] ==> spec.notes: Too many: 4: must have at most 3 items
            target: {} ==> spec.target.host: Required value
            """)
    void does_not_ask_the_rules_about_what_they_could_not_read(String spec, String fault) {
        assertThat(faults(spec)).containsExactly(fault, UNCHECKED);
    }

    @Test
    void lists_what_an_enum_allows() {
        assertThat(SCHEMA.validate(widget("colour: pink"), null))
                .containsExactly(
                        "spec.colour: Unsupported value: \"pink\": supported values: \"red\", \"green\", \"blue\"",
                        UNCHECKED);
        assertThat(SCHEMA.validate(widget(""), null)).containsExactly("spec.colour: Required value", UNCHECKED);
    }

    @Test
    void checks_rules_at_the_root_of_the_object() {
        assertThat(SCHEMA.validate(widget("colour: red").replace("name: one", "name: a-very-long-name-for-it"), null))
                .containsExactly("<nil>: Invalid value: \"object\": a widget's name has at most 20 characters");
    }

    @Test
    void checks_transitions_on_updates_only() {
        assertThat(SCHEMA.validate(widget("colour: blue"), widget("colour: red")))
                .containsExactly("spec.colour: Invalid value: \"string\": colour cannot be changed");
        assertThat(SCHEMA.validate(widget("colour: red, size: 4"), widget("colour: red")))
                .isEmpty();
    }

    @Test
    void compares_the_items_of_keyed_lists_by_key() {
        String old = widget("colour: red, ports: [{port: 1, name: a}, {port: 2, name: b}]");
        assertThat(SCHEMA.validate(widget("colour: red, ports: [{port: 2, name: b}, {port: 3, name: c}]"), old))
                .isEmpty();
        assertThat(SCHEMA.validate(widget("colour: red, ports: [{port: 2, name: x}]"), old))
                .containsExactly("spec.ports[0]: Invalid value: \"object\": a port keeps its name");
    }

    @Test
    void tolerates_old_faults_that_an_update_does_not_touch() {
        assertThat(SCHEMA.validate(widget("colour: pink, size: 4"), widget("colour: pink")))
                .isEmpty();
    }

    @Test
    void fills_in_defaults_at_every_depth() {
        ObjectNode widget = Json.parseObject(widget("colour: red, size: null, target: {host: h}, ports: [{port: 1}]"));
        SCHEMA.applyDefaults(widget);
        assertThat(widget.path("spec"))
                .isEqualTo(Json.parse(
                        "{colour: red, target: {host: h, path: /}, ports: [{port: 1, protocol: TCP}], " + "size: 3}"));
    }

    @Test
    void prunes_unknown_fields_except_where_they_are_to_be_kept() {
        ObjectNode widget =
                Json.parseObject(widget("colour: red, foo: {bar: 1}, opaque: {any: 1}, ports: [{port: 1, x: 2}]"));
        assertThat(SCHEMA.prune(widget)).containsExactly("spec.foo", "spec.ports[0].x");
        assertThat(widget.path("spec")).isEqualTo(Json.parse("{colour: red, opaque: {any: 1}, ports: [{port: 1}]}"));
    }

    @Test
    void refuses_rules_that_do_not_compile() {
        CustomResourceDefinition definition = Serialization.unmarshal(
                Widget.DEFINITION.replace("rule: self == oldSelf", "rule: self.foo == oldSelf"),
                CustomResourceDefinition.class);
        assertThatThrownBy(() -> CustomResourceSchema.of(definition)).hasMessageContaining("compilation failed");
        CustomResourceDefinition misspelt = Serialization.unmarshal(
                Widget.DEFINITION.replace("has(self.reason)", "has(self.raeson)"), CustomResourceDefinition.class);
        assertThatThrownBy(() -> CustomResourceSchema.of(misspelt)).hasMessageContaining("undefined field 'raeson'");
    }
}
