package dev.awsmlops.operator.api.v1alpha1;

/** Rules that the schemas of several kinds share. */
final class SchemaRules {

    static final String REGION = "^[a-z]{2}(-[a-z]+)+-[0-9]$";

    static final String ROLE_ARN = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$";

    static final String TAGS_NOT_RESERVED = "self.all(k, !k.startsWith('aws:') && !k.startsWith('aws-mlops.dev/'))";
    static final String TAGS_NOT_RESERVED_MESSAGE = "tags that start with aws: or aws-mlops.dev/ are reserved";

    static final String TAGS_FIT = "self.all(k, size(k) <= 128 && size(self[k]) <= 256)";
    static final String TAGS_FIT_MESSAGE = "a tag's key has at most 128 characters, its value at most 256";

    static final String DURATION =
            "self.matches('^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$') && self.matches('[1-9]')";

    private SchemaRules() {}
}
