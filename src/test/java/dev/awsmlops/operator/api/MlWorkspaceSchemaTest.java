package dev.awsmlops.operator.api;

import dev.awsmlops.operator.testing.CrdFiles;
import dev.awsmlops.sandbox.kubernetes.CustomResourceSchema;
import java.util.List;

/** The schema as the sandbox enforces it. */
class MlWorkspaceSchemaTest extends MlWorkspaceSchemaCases {

    private static final CustomResourceSchema SCHEMA = CustomResourceSchema.of(CrdFiles.of("mlworkspaces"));

    @Override
    protected List<String> faults(String manifest, String old) {
        return SCHEMA.validate(manifest, old);
    }
}
