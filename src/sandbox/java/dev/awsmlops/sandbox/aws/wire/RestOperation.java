package dev.awsmlops.sandbox.aws.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * How one operation of S3 stands on the wire. Whether a member is in path, query, headers or body is told by the SDK's own
 * model of the request and the answer.
 *
 * @param marker the query parameter that tells it from others on the same path: empty, a name, or {@code name=value}
 * @param status of an answer that is no error
 * @param root the XML element around the answer, where no member of the model is that element
 * @param unsupported members of query and headers that are not simulated: a request with one of them is not recognised
 * @param digested whether the body must come with a digest
 */
public record RestOperation(
        String name,
        String method,
        String marker,
        SdkPojo request,
        SdkPojo response,
        int status,
        String root,
        Set<String> unsupported,
        boolean digested) {

    /** Headers that any request may carry, whatever its operation. */
    private static final Pattern ANY_OPERATION = Pattern.compile("x-amz-(date|content-sha256|decoded-content-length"
            + "|trailer|te|security-token|user-agent|sdk-checksum-algorithm|checksum-(crc32c?|crc64nvme|sha1|sha256))");

    /**
     * An operation whose request and answer are the classes that the SDK generates under its name.
     *
     * @param model the package of those classes
     */
    public static RestOperation of(String model, String method, String name, String marker) {
        return new RestOperation(
                name,
                method,
                marker,
                shape(model + "." + name + "Request"),
                shape(model + "." + name + "Response"),
                200,
                "",
                Set.of(),
                false);
    }

    private static SdkPojo shape(String type) {
        try {
            return (SdkPojo) Class.forName(type).getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("The SDK has no " + type, e);
        }
    }

    public RestOperation answers(int success) {
        return new RestOperation(name, method, marker, request, response, success, root, unsupported, digested);
    }

    public RestOperation in(String element) {
        return new RestOperation(name, method, marker, request, response, status, element, unsupported, digested);
    }

    public RestOperation without(String... members) {
        Set<String> more = new HashSet<>(unsupported);
        more.addAll(List.of(members));
        return new RestOperation(name, method, marker, request, response, status, root, Set.copyOf(more), digested);
    }

    public RestOperation withDigest() {
        return new RestOperation(name, method, marker, request, response, status, root, unsupported, true);
    }

    /** Whether the request is one of this operation, with nothing in it that the simulation does not know. */
    boolean matches(WireRequest wire, S3Address address) {
        return wire.method().equals(method)
                && address.bucket().isPresent() == has(MarshallLocation.PATH)
                && address.key().isPresent() == has(MarshallLocation.GREEDY_PATH)
                && marked(wire)
                && wire.query().keySet().stream().allMatch(this::knowsParameter)
                && wire.headers().keySet().stream().allMatch(this::knowsHeader)
                && fields(MarshallLocation.QUERY_PARAM).stream()
                        .filter(field -> field.containsTrait(RequiredTrait.class))
                        .allMatch(field -> wire.query().containsKey(field.locationName()));
    }

    List<SdkField<?>> fields(MarshallLocation location) {
        return request.sdkFields().stream()
                .filter(field -> field.location() == location)
                .toList();
    }

    /** The member that is the whole body, if there is one. */
    static Optional<SdkField<?>> payload(SdkPojo shape) {
        return shape.sdkFields().stream()
                .filter(field -> field.containsTrait(PayloadTrait.class))
                .findFirst();
    }

    private boolean has(MarshallLocation location) {
        return !fields(location).isEmpty();
    }

    private boolean marked(WireRequest wire) {
        String[] parts = marker.split("=", 2);
        return marker.isEmpty()
                || (wire.query().containsKey(parts[0])
                        && (parts.length == 1 || wire.query().get(parts[0]).contains(parts[1])));
    }

    /** {@code x-id} is for the logs' readers (Smithy, "httpStaticQueryParams"). */
    private boolean knowsParameter(String parameter) {
        return parameter.equals("x-id")
                || parameter.equals(marker.split("=", 2)[0])
                || fields(MarshallLocation.QUERY_PARAM).stream()
                        .filter(field -> !unsupported.contains(field.memberName()))
                        .anyMatch(field -> field.locationName().equals(parameter));
    }

    private boolean knowsHeader(String header) {
        Optional<SdkField<?>> member = fields(MarshallLocation.HEADER).stream()
                .filter(field -> isIn(field, header))
                .findFirst();
        return member.map(field -> !unsupported.contains(field.memberName())).orElseGet(() -> {
            String name = header.toLowerCase(Locale.ROOT);
            return !name.startsWith("x-amz-") || ANY_OPERATION.matcher(name).matches();
        });
    }

    private static boolean isIn(SdkField<?> field, String header) {
        String name = field.locationName();
        return field.marshallingType() == MarshallingType.MAP
                ? header.regionMatches(true, 0, name, 0, name.length())
                : header.equalsIgnoreCase(name);
    }
}
