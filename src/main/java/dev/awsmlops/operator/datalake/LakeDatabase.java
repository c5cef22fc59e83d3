package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.Provisioning;
import dev.awsmlops.operator.api.v1alpha1.Zone;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Table;

/** The database of a lake that makes it, or has taken it over. */
final class LakeDatabase implements Part<Database> {

    /** The most that BatchDeleteTable takes. Source: Glue API reference. */
    private static final int BATCH = 100;

    private final LakePlan plan;
    private final List<Part<?>> users;

    /** @param users the parts that write into it */
    LakeDatabase(LakePlan plan, List<Part<?>> users) {
        this.plan = plan;
        this.users = users;
    }

    @Override
    public String condition() {
        return "DatabaseReady";
    }

    @Override
    public Optional<Database> observe() {
        Optional<Database> actual = plan.read(plan.aws().catalog().databases(), plan.database());
        if (actual.isEmpty() || !plan.steady()) {
            tags().forget(arn());
        }
        return actual;
    }

    @Override
    public boolean isOurs(Database actual) {
        if (tags().isOwnedBy(plan.owner(), arn())) {
            return true;
        }
        Map<String, String> found = tags().of(arn());
        return plan.owner().inherits(found)
                || (plan.spec().database().provisioning() == Provisioning.Adopt && Ownership.isUnclaimed(found));
    }

    @Override
    public Outcome create() {
        plan.aws().glue().createDatabase(request -> request.databaseInput(DatabaseInput.builder()
                        .name(plan.database())
                        .description(Objects.requireNonNullElse(
                                plan.spec().database().description(),
                                "DataLake " + plan.owner().namespace() + "/"
                                        + plan.owner().name()))
                        .locationUri(location())
                        .build())
                .tags(plan.tags()));
        tags().forget(arn());
        plan.repairs().add(describe() + " had vanished");
        return new Outcome.Ready(describe() + " is ready");
    }

    @Override
    public Outcome update(Database actual) {
        if (tags().ensure(arn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
        Optional<String> description =
                Optional.ofNullable(plan.spec().database().description());
        if (description.isPresent() && !description.get().equals(actual.description())) {
            change(actual, description.get(), actual.locationUri());
            plan.repairs().add("description of " + describe());
        } else if (plan.spec().database().provisioning() == Provisioning.Create
                && !location().equals(actual.locationUri())) {
            change(actual, actual.description(), location());
            plan.repairs().add("location of " + describe());
        }
        return new Outcome.Ready(describe() + " is ready");
    }

    /** Its tables first: Glue itself would clear them away "at its discretion" (API reference, DeleteDatabase). */
    @Override
    public Outcome delete(Database actual) {
        List<String> tables = plan.aws()
                .catalog()
                .tables(plan.database())
                .map(Table::name)
                .limit(BATCH)
                .toList();
        if (!tables.isEmpty()) {
            plan.aws().catalog().deleteTables(plan.database(), tables);
            return new Outcome.InProgress(
                    Reason.Emptying, "the tables of " + describe() + " are being deleted", Outcome.InProgress.SOON);
        }
        plan.aws().glue().deleteDatabase(request -> request.name(plan.database()));
        return new Outcome.InProgress(Reason.Deleting, describe() + " is deleted", Outcome.InProgress.SOON);
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    @Override
    public String ifTaken() {
        return "Write database.provisioning: Adopt to take it over if no other lake has it, or Use to leave it as it is,"
                + " or make another DataLake with another database.name";
    }

    @Override
    public String describe() {
        return "Glue database " + plan.database();
    }

    String arn() {
        return plan.aws().account().arn("glue", "database/" + plan.database());
    }

    /** UpdateDatabase replaces the whole, so what is not ours to say is said as it was. */
    private void change(Database actual, String description, String location) {
        plan.aws().glue().updateDatabase(request -> request.name(plan.database())
                .databaseInput(DatabaseInput.builder()
                        .name(plan.database())
                        .description(description)
                        .locationUri(location)
                        .parameters(actual.hasParameters() ? actual.parameters() : null)
                        .createTableDefaultPermissions(
                                actual.hasCreateTableDefaultPermissions()
                                        ? actual.createTableDefaultPermissions()
                                        : null)
                        .targetDatabase(actual.targetDatabase())
                        .federatedDatabase(actual.federatedDatabase())
                        .build()));
    }

    /** Where Spark puts the data of tables that it makes in this database. */
    private String location() {
        return plan.path(Zone.curated);
    }

    private ResourceTags tags() {
        return plan.aws().glueTags();
    }
}
