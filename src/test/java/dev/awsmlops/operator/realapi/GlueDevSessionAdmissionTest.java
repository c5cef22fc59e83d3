package dev.awsmlops.operator.realapi;

import dev.awsmlops.operator.api.GlueDevSessionSchemaCases;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The schema as a real server enforces it. */
@Tag("real-api")
class GlueDevSessionAdmissionTest extends GlueDevSessionSchemaCases {

    private static ServerAdmission admission;

    @BeforeAll
    static void open() {
        admission = new ServerAdmission();
    }

    @AfterAll
    static void close() {
        admission.close();
    }

    @Override
    protected List<String> faults(String manifest, String old) {
        return admission.faults(manifest, old);
    }
}
