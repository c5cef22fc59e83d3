package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Bodies in Kubernetes' protobuf encoding, which {@code kubectl create namespace}, {@code configmap} and {@code secret}
 * send whatever the server offers. Only what these commands say is read.
 */
final class ProtobufBody {
    private static final int MAGIC_LENGTH = 4;

    /** Numbers and names of the fields of each kind; those of {@code ObjectMeta} are the same for all. */
    private static final Map<String, Map<Integer, String>> FIELDS = Map.of(
            "Namespace", Map.of(1, "metadata"),
            "ServiceAccount", Map.of(1, "metadata"),
            "ConfigMap", Map.of(1, "metadata", 2, "data", 3, "binaryData", 4, "immutable"),
            "Secret", Map.of(1, "metadata", 2, "data", 3, "type", 4, "stringData", 5, "immutable"));

    private static final Map<Integer, String> METADATA =
            Map.of(1, "name", 2, "generateName", 3, "namespace", 11, "labels", 12, "annotations");

    private static final Set<String> MAPS = Set.of("data", "binaryData", "stringData", "labels", "annotations");

    private ProtobufBody() {}

    /** The same object as JSON; bytes become Base64. */
    static String toJson(byte[] body) {
        try {
            CodedInputStream envelope =
                    CodedInputStream.newInstance(body, MAGIC_LENGTH, Math.max(0, body.length - MAGIC_LENGTH));
            ObjectNode object = Json.object();
            ByteString raw = ByteString.EMPTY;
            for (int tag = envelope.readTag(); tag != 0; tag = envelope.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> read(envelope.readBytes(), Map.of(1, "apiVersion", 2, "kind"), false, object);
                    case 2 -> raw = envelope.readBytes();
                    default -> envelope.skipField(tag);
                }
            }
            String kind = object.path("kind").asText();
            if (!FIELDS.containsKey(kind)) {
                throw ApiFailure.of(415, "UnsupportedMediaType", "only JSON and YAML are accepted here for " + kind);
            }
            read(raw, FIELDS.get(kind), kind.equals("Secret"), object);
            return Json.text(object);
        } catch (IOException e) {
            throw ApiFailure.badRequest("the body of the request cannot be read: " + e.getMessage());
        }
    }

    private static void read(ByteString bytes, Map<Integer, String> fields, boolean dataIsBytes, ObjectNode into)
            throws IOException {
        CodedInputStream in = bytes.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            String field = fields.get(WireFormat.getTagFieldNumber(tag));
            if (field == null) {
                in.skipField(tag);
            } else if (field.equals("metadata")) {
                read(in.readBytes(), METADATA, false, Json.child(into, field));
            } else if (field.equals("immutable")) {
                into.put(field, in.readBool());
            } else if (MAPS.contains(field)) {
                boolean isBytes = field.equals("binaryData") || (field.equals("data") && dataIsBytes);
                readEntry(in.readBytes(), isBytes, Json.child(into, field));
            } else {
                String text = in.readString();
                if (!text.isEmpty()) {
                    into.put(field, text);
                }
            }
        }
    }

    private static void readEntry(ByteString entry, boolean isBytes, ObjectNode into) throws IOException {
        CodedInputStream in = entry.newCodedInput();
        String key = "";
        ByteString value = ByteString.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> key = in.readString();
                case 2 -> value = in.readBytes();
                default -> in.skipField(tag);
            }
        }
        into.put(key, isBytes ? Base64.getEncoder().encodeToString(value.toByteArray()) : value.toStringUtf8());
    }
}
