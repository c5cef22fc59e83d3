package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;

/** The names that the template's example code gives to what it makes: {@code order_returns/names.py} in the template. */
public final class TemplateNames {

    private static final int LONGEST_STEM = 24;

    private TemplateNames() {}

    /** What the names of a workspace's jobs, models, endpoints and Glue sessions begin with, and of no other's. */
    public static String prefix(Ownership workspace) {
        String stem = workspace.name().substring(0, Math.min(workspace.name().length(), LONGEST_STEM));
        String trimmed = stem.replace('.', '-').replaceAll("^-+|-+$", "");
        return trimmed + "-" + ResourceName.hash(workspace.namespace() + "/" + workspace.name());
    }
}
