package dev.awsmlops.sandbox.aws.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a signed request is for. Every AWS request names its region and service in the credential scope of its signature
 * ("Elements of an AWS API request signature", IAM User Guide), so one door can serve all of them on any host name.
 *
 * @param service the signing name, such as {@code glue}
 */
public record CredentialScope(String accessKeyId, String region, String service) {

    private static final Pattern SCOPE =
            Pattern.compile("Credential=(?<key>[^/,]+)/\\d{8}/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request");

    /**
     * Reads the scope from the signature.
     *
     * @throws ServiceFailure {@code MissingAuthenticationToken} when the request carries no signature
     */
    public static CredentialScope of(WireRequest request) {
        Matcher scope = SCOPE.matcher(request.header("Authorization").orElse(""));
        if (!scope.find()) {
            throw new ServiceFailure("MissingAuthenticationToken", "Missing Authentication Token", 403);
        }
        return new CredentialScope(scope.group("key"), scope.group("region"), scope.group("service"));
    }
}
