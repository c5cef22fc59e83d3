package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Writes JSON as XML, element by element in the order of the model. */
final class XmlWriter {

    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /** A document of one element that holds the members which the model puts into the body. */
    static String document(String root, SdkPojo shape, JsonNode value) {
        XmlWriter writer = new XmlWriter();
        writer.open(root + NAMESPACE);
        writer.members(shape, value);
        return writer.close(root).toString();
    }

    /** A document of one element that holds text. */
    static String document(String root, String text) {
        XmlWriter writer = new XmlWriter();
        writer.open(root + NAMESPACE);
        writer.text(text);
        return writer.close(root).toString();
    }

    /** A document without a name space, as S3's errors are. */
    static String plain(String root, Map<String, String> elements) {
        XmlWriter writer = new XmlWriter();
        writer.open(root);
        elements.forEach((name, text) -> {
            writer.open(name);
            writer.text(text);
            writer.close(name);
        });
        return writer.close(root).toString();
    }

    private void members(SdkPojo shape, JsonNode value) {
        RestWriter.requireModelled(shape, value);
        shape.sdkFields().stream()
                .filter(field -> field.location() == MarshallLocation.PAYLOAD && value.has(field.memberName()))
                .forEach(field -> member(field, value.get(field.memberName())));
    }

    private void member(SdkField<?> field, JsonNode value) {
        ListTrait list = field.getOptionalTrait(ListTrait.class).orElse(null);
        if (list == null) {
            element(field.locationName(), field, value);
        } else if (list.isFlattened()) {
            value.forEach(each -> element(field.locationName(), list.memberFieldInfo(), each));
        } else {
            open(field.locationName());
            value.forEach(each -> element(list.memberLocationName(), list.memberFieldInfo(), each));
            close(field.locationName());
        }
    }

    private void element(String name, SdkField<?> field, JsonNode value) {
        open(name);
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            members(field.constructor().get(), value);
        } else {
            text(RestValue.print(field, value));
        }
        close(name);
    }

    private void open(String name) {
        xml.append('<').append(name).append('>');
    }

    private StringBuilder close(String name) {
        return xml.append("</").append(name).append('>');
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                default -> {
                    if (next < ' ') {
                        xml.append("&#").append((int) next).append(';');
                    } else {
                        xml.append(next);
                    }
                }
            }
        }
    }
}
