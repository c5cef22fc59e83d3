package dev.awsmlops.sandbox.aws.glue.crawler;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;

/**
 * The role of a crawler, by its name and path. It may be given as an ARN, but "Glue API always returns name", with the
 * path if there is one (terraform-provider-aws crawler.go).
 */
record CrawlerRole(String name) {

    private static final String SERVICE = "glue.amazonaws.com";

    static CrawlerRole of(String nameOrArn) {
        int role = nameOrArn.indexOf(":role/");
        return new CrawlerRole(role < 0 ? nameOrArn : nameOrArn.substring(role + ":role/".length()));
    }

    String arn(Request request) {
        return ResourceType.ROLE.arn(request.region(), request.account(), name);
    }

    /** The ARN of the session in which a crawler acts, as CreatedBy of the tables that crawlers make has it. */
    String session(Request request) {
        String lastPart = name.substring(name.lastIndexOf('/') + 1);
        return "arn:aws:sts::%s:assumed-role/%s/AWS-Crawler".formatted(request.account(), lastPart);
    }

    boolean assumable(Request request, Roles roles) {
        return roles.assumable(request, arn(request), SERVICE);
    }

    /**
     * The words that terraform-provider-aws crawler.go retries on (terraform-provider-aws#30371).
     *
     * @param given the role as the caller gave it: an ARN may be of another account
     */
    static void requireAssumable(Request request, Roles roles, String given) {
        String arn = given.startsWith("arn:") ? given : of(given).arn(request);
        if (!roles.assumable(request, arn, SERVICE)) {
            throw invalid("Service is unable to assume provided role. Please verify role's TrustPolicy");
        }
    }
}
