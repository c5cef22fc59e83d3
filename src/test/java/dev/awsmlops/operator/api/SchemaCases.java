package dev.awsmlops.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What the schema of a kind takes and refuses, said of whatever enforces it. */
public abstract class SchemaCases {

    /**
     * What is said against a manifest; empty when it is taken.
     *
     * @param old what the object is before; null for a new one
     */
    protected abstract List<String> faults(String manifest, String old);

    final void assertTaken(String manifest, String old) {
        assertThat(faults(manifest, old)).isEmpty();
    }

    final void assertRefused(String manifest, String old, String message) {
        assertThat(faults(manifest, old)).anySatisfy(fault -> assertThat(fault).contains(message));
    }
}
