package dev.awsmlops.operator.metrics;

import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** What came of one pass over an object. Names are label values. */
enum PassOutcome {
    /** The status says something new. */
    changed,
    /** There was nothing new to say. */
    unchanged,
    /** The object was deleted, and AWS is not done yet. */
    deleting,
    /** The object was deleted, and nothing is left to do. */
    gone,
    /** The operator itself failed. What AWS refuses is no failure of a pass: the object's conditions tell of it. */
    failed;

    /** @param control what the reconciler has answered */
    static PassOutcome of(Object control) {
        if (control instanceof DeleteControl deletion) {
            return deletion.isRemoveFinalizer() ? gone : deleting;
        }
        return control instanceof UpdateControl<?> update && update.isNoUpdate() ? unchanged : changed;
    }
}
