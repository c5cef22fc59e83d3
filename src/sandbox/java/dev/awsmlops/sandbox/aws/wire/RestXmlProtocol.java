package dev.awsmlops.sandbox.aws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * REST-XML as S3 speaks it (Smithy, "AWS restXml protocol" and "Amazon S3"): the operation shows in method, path and
 * query; documents are XML, the content of an object is the member {@code Body}.
 *
 * <p>One member is S3's own, named as in its endpoint rules: {@code UseGlobalEndpoint} tells that the host name was a
 * bucket's and named no region.
 */
public final class RestXmlProtocol implements WireProtocol {

    /** An answer of this status never has a body (RFC 9110, section 15.4.5). */
    private static final int NOT_MODIFIED = 304;

    private final List<RestOperation> operations;

    public RestXmlProtocol(List<RestOperation> operations) {
        this.operations = List.copyOf(operations);
    }

    @Override
    public boolean speaks(WireRequest request) {
        return true;
    }

    @Override
    public String operation(WireRequest request) {
        return find(request).name();
    }

    @Override
    public ObjectNode input(WireRequest request) {
        RestOperation operation = find(request);
        WireRequest plain = AwsChunked.decode(request);
        BodyDigests.verify(plain, operation.digested());
        S3Address address = S3Address.of(request);
        return RestReader.read(operation, plain, address).put("UseGlobalEndpoint", address.globalEndpoint());
    }

    @Override
    public WireResponse output(String name, ObjectNode output, String requestId) {
        RestOperation operation = operations.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        return identified(RestWriter.write(operation, output), requestId);
    }

    @Override
    public WireResponse failure(ServiceFailure failure, String requestId) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("Code", failure.code());
        error.put("Message", failure.getMessage());
        error.putAll(failure.details());
        error.put("RequestId", requestId);
        Map<String, String> headers = new TreeMap<>(failure.headers());
        headers.put("Content-Type", "application/xml");
        SdkBytes body = SdkBytes.fromUtf8String(XmlWriter.plain("Error", error));
        WireResponse response = identified(new WireResponse(failure.status(), headers, body), requestId);
        return failure.status() == NOT_MODIFIED ? response.withoutBody() : response;
    }

    /** S3's error for XML that is broken, and for XML that its schema does not allow. */
    public static ServiceFailure malformedXml() {
        return ServiceFailure.refused(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    private static WireResponse identified(WireResponse response, String requestId) {
        return response.with("x-amz-request-id", requestId).with("x-amz-id-2", "simulated");
    }

    /** What is not simulated is refused with the error that S3 has for headers it does not implement. */
    private RestOperation find(WireRequest request) {
        S3Address address = S3Address.of(request);
        return operations.stream()
                .filter(operation -> operation.matches(request, address))
                .findFirst()
                .orElseThrow(() -> new ServiceFailure(
                        "NotImplemented",
                        "Not simulated: %s %s with parameters %s and headers %s"
                                .formatted(
                                        request.method(),
                                        request.path(),
                                        request.query().keySet(),
                                        request.headers().keySet()),
                        501));
    }
}
