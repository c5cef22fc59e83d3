package dev.awsmlops.sandbox.kubernetes;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A kind with one field for each thing that a schema can say. */
@Group("test.example")
@Version("v1")
public class Widget extends CustomResource<Widget.Spec, Widget.Status> implements Namespaced {
    public static class Spec {
        public Integer size;
        public String colour;
        public Map<String, String> tags;
    }

    public static class Status {
        public String phase;
        public Long observedGeneration;
        public List<Condition> conditions = new ArrayList<>();
    }

    static final String RESOURCE = "widgets.test.example";

    static CustomResourceDefinition definition() {
        return Serialization.unmarshal(DEFINITION, CustomResourceDefinition.class);
    }

    static Widget named(String name) {
        Widget widget = new Widget();
        widget.getMetadata().setName(name);
        widget.getMetadata().setNamespace("default");
        widget.setSpec(new Spec());
        widget.getSpec().colour = "red";
        return widget;
    }

    static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.test.example}
            spec:
              group: test.example
              scope: Namespaced
              names: {kind: Widget, plural: widgets, singular: widget, shortNames: [wd], categories: [toys]}
              versions:
              - name: v1
                served: true
                storage: true
                subresources: {status: {}}
                additionalPrinterColumns:
                - {name: Size, type: integer, jsonPath: .spec.size}
                - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
                - {name: Colour, type: string, jsonPath: .spec.colour, priority: 1}
                - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
                schema:
                  openAPIV3Schema:
                    type: object
                    required: [spec]
                    x-kubernetes-validations:
                    - {rule: "self.metadata.name.size() <= 20", message: "a widget's name has at most 20 characters"}
                    properties:
                      spec:
                        type: object
                        required: [colour]
                        x-kubernetes-validations:
                        - rule: "!has(self.ttl) || duration(self.ttl) <= duration('24h')"
                          messageExpression: "'ttl is at most 24h, not ' + self.ttl"
                          fieldPath: .ttl
                        - {rule: "self.size < 9 || has(self.reason)", message: say why it is so big, reason: FieldValueRequired, fieldPath: .reason}
                        - rule: "self.size != 8 || !has(self.ports) || self.ports.all(p, p.port > 1)"
                        - rule: "self.size != 7 || self.?target.host.orValue('there') != 'here'"
                        properties:
                          size: {type: integer, minimum: 1, maximum: 10, default: 3}
                          colour:
                            type: string
                            enum: [red, green, blue]
                            x-kubernetes-validations:
                            - {rule: self == oldSelf, message: colour cannot be changed}
                          reason: {type: string, minLength: 3, maxLength: 10}
                          ttl: {type: string, pattern: '^[0-9]+[mh]$'}
                          ratio: {type: number, exclusiveMinimum: true, minimum: 0}
                          until: {type: string, format: date-time}
                          port: {x-kubernetes-int-or-string: true}
                          nothing: {type: string, nullable: true}
                          tags: {type: object, additionalProperties: {type: string, maxLength: 5}}
                          notes: {type: array, items: {type: string}, maxItems: 3}
                          members: {type: array, items: {type: string}, x-kubernetes-list-type: set}
                          opaque: {type: object, x-kubernetes-preserve-unknown-fields: true}
                          ports:
                            type: array
                            maxItems: 10
                            x-kubernetes-list-type: map
                            x-kubernetes-list-map-keys: [port, protocol]
                            items:
                              type: object
                              required: [port]
                              x-kubernetes-validations:
                              - {rule: "!has(oldSelf.name) || self.name == oldSelf.name", message: a port keeps its name}
                              properties:
                                port: {type: integer}
                                protocol: {type: string, default: TCP}
                                name: {type: string, maxLength: 10}
                          target:
                            type: object
                            required: [host]
                            properties:
                              host: {type: string}
                              path: {type: string, default: /}
                      status:
                        type: object
                        properties:
                          phase: {type: string}
                          observedGeneration: {type: integer}
                          conditions:
                            type: array
                            x-kubernetes-list-type: map
                            x-kubernetes-list-map-keys: [type]
                            items:
                              type: object
                              required: [type, status]
                              properties:
                                type: {type: string}
                                status: {type: string}
                                reason: {type: string}
                                message: {type: string}
                                observedGeneration: {type: integer}
                                lastTransitionTime: {type: string, format: date-time}
            """;
}
