package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** Reads an XML document into JSON by the model of its root element. What the model does not allow is malformed. */
final class XmlReader {

    private XmlReader() {}

    static ObjectNode read(SdkBytes document, SdkField<?> root) {
        Element element = parse(document);
        if (!element.getLocalName().equals(root.locationName())) {
            throw malformed();
        }
        try {
            return structure(element, root.constructor().get());
        } catch (IllegalArgumentException | DateTimeException wrongType) {
            throw malformed();
        }
    }

    private static ServiceFailure malformed() {
        return RestXmlProtocol.malformedXml();
    }

    private static Element parse(SdkBytes document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(document.asInputStream()).getDocumentElement();
        } catch (SAXException e) {
            throw malformed();
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode structure(Element element, SdkPojo shape) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Element child : children(element)) {
            put(json, field(shape, child), child);
        }
        shape.sdkFields().stream()
                .filter(field -> field.containsTrait(RequiredTrait.class) && !json.has(field.memberName()))
                .forEach(missing -> {
                    throw malformed();
                });
        return json;
    }

    private static void put(ObjectNode json, SdkField<?> field, Element child) {
        ListTrait list = field.getOptionalTrait(ListTrait.class).orElse(null);
        if (list != null && list.isFlattened()) {
            json.withArrayProperty(field.memberName()).add(value(list.memberFieldInfo(), child));
        } else if (json.has(field.memberName())) {
            throw malformed();
        } else if (list != null) {
            json.set(field.memberName(), members(child, list));
        } else {
            json.set(field.memberName(), value(field, child));
        }
    }

    private static ArrayNode members(Element wrapper, ListTrait list) {
        ArrayNode members = JsonNodeFactory.instance.arrayNode();
        for (Element member : children(wrapper)) {
            if (!member.getLocalName().equals(list.memberLocationName())) {
                throw malformed();
            }
            members.add(value(list.memberFieldInfo(), member));
        }
        return members;
    }

    private static JsonNode value(SdkField<?> field, Element element) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return structure(element, field.constructor().get());
        }
        if (!children(element).isEmpty()) {
            throw malformed();
        }
        return RestValue.parse(field, element.getTextContent());
    }

    private static SdkField<?> field(SdkPojo shape, Element element) {
        return shape.sdkFields().stream()
                .filter(field -> field.locationName().equals(element.getLocalName()))
                .findFirst()
                .orElseThrow(XmlReader::malformed);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
