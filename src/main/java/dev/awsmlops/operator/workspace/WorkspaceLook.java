package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.MonitoringStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.NotebookStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.RepositoryStatus;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.role.ManagedRole;
import dev.awsmlops.operator.workspace.monitoring.Monitoring;
import dev.awsmlops.operator.workspace.notebook.KernelSessions;
import dev.awsmlops.operator.workspace.notebook.OverdueStop;
import dev.awsmlops.operator.workspace.notebook.WorkspaceLifecycleConfig;
import dev.awsmlops.operator.workspace.notebook.WorkspaceNotebook;
import dev.awsmlops.operator.workspace.repository.CodeCommitRepository;
import dev.awsmlops.operator.workspace.repository.CodeRepository;
import dev.awsmlops.operator.workspace.repository.TemplateArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A workspace's parts in one pass, in the order in which they are made, and what is seen of them. */
final class WorkspaceLook {

    private final WorkspacePlan plan;
    private final Optional<ManagedRole> role;
    private final Optional<CodeCommitRepository> repository;
    private final Optional<TemplateArchive> archive;
    private final CodeRepository codeRepository;
    private final WorkspaceLifecycleConfig lifecycleConfig;
    private final WorkspaceNotebook notebook;
    private final KernelSessions kernelSessions;
    private final Monitoring monitoring;

    WorkspaceLook(WorkspacePlan plan) {
        this.plan = plan;
        this.notebook = new WorkspaceNotebook(plan);
        this.kernelSessions = new KernelSessions(plan.forParts(KernelSessions.CONDITION));
        this.lifecycleConfig =
                new WorkspaceLifecycleConfig(plan.forParts(WorkspaceLifecycleConfig.CONDITION), notebook);
        List<Part<?>> readers = List.of(notebook);
        this.repository = plan.usesCodeCommit()
                ? Optional.of(new CodeCommitRepository(plan.forParts(CodeCommitRepository.CONDITION), readers))
                : Optional.empty();
        this.archive = plan.pushesTemplate()
                ? Optional.of(new TemplateArchive(plan.forParts(TemplateArchive.CONDITION), readers))
                : Optional.empty();
        this.codeRepository = new CodeRepository(plan.forParts(CodeRepository.CONDITION), repository, readers);
        this.role = plan.managesRole()
                ? Optional.of(new ManagedRole(
                        plan.forParts(ManagedRole.CONDITION),
                        NotebookRights.needs(plan),
                        plan.repairs(),
                        List.of(notebook, kernelSessions)))
                : Optional.empty();
        this.monitoring = new Monitoring(plan.forParts(Monitoring.CONDITION));
    }

    WorkspacePlan plan() {
        return plan;
    }

    /** All of them. */
    List<Part<?>> parts() {
        List<Part<?>> parts = own();
        parts.addAll(monitoring.parts());
        return parts;
    }

    private List<Part<?>> own() {
        var parts = new ArrayList<Part<?>>();
        role.ifPresent(parts::add);
        repository.ifPresent(parts::add);
        archive.ifPresent(parts::add);
        parts.add(codeRepository);
        parts.add(lifecycleConfig);
        parts.add(kernelSessions);
        parts.add(notebook);
        return parts;
    }

    /** Those that go with the workspace. What is kept is not even looked at, so that it can't hold up the others. */
    List<Part<?>> partsToRemove() {
        List<Part<?>> parts = own();
        if (plan.spec().repository().deletionPolicy() == DeletionPolicy.Retain) {
            repository.ifPresent(parts::remove);
        }
        parts.addAll(monitoring.partsToRemove());
        return parts;
    }

    /** When the clock alone changes whether the notebook is to run. */
    Optional<Instant> nextChange() {
        return notebook.nextChange();
    }

    /** Whether the role is there, as far as this pass has got. */
    boolean roleStands(PartRun run) {
        return role.map(managed -> run.of(managed) instanceof Outcome.Ready).orElse(true);
    }

    /**
     * Stops a notebook that is not to run, where a pass did not get as far as to it: what is wrong before it must not keep it
     * billing.
     */
    Collection<Outcome> stopIfOverdue() {
        return notebook.looked()
                ? List.of()
                : PartRun.converge(List.of(new OverdueStop(notebook))).outcomes();
    }

    /** The role that the operator has made for the watch, as far as this pass has got. */
    Optional<String> monitoringRole(PartRun run) {
        return monitoring.roleArn(run);
    }

    boolean notebookLooked() {
        return notebook.looked();
    }

    boolean isAvailable() {
        return notebook.available();
    }

    boolean isBilled() {
        return notebook.isBilled();
    }

    /** The notebook as AWS says it is, or as it last did. */
    Optional<NotebookStatus> notebook(Optional<MlWorkspaceStatus> last) {
        return notebook.looked() ? notebook.seen() : last.map(MlWorkspaceStatus::notebook);
    }

    /** What the last watch has found, if this pass got so far, or what the one before did. */
    Optional<MonitoringStatus> monitoring(Optional<MlWorkspaceStatus> last) {
        return monitoring.found().or(() -> last.map(MlWorkspaceStatus::monitoring));
    }

    /** The repository as AWS says it is, or as it last did. */
    Optional<RepositoryStatus> repository(Optional<MlWorkspaceStatus> last) {
        if (plan.usesCodeCommit()) {
            return repository
                    .filter(found -> found.looked().isPresent())
                    .map(found -> status(found.arn(), found.cloneUrl(), found.seededCommit()))
                    .or(() -> last.map(MlWorkspaceStatus::repository));
        }
        return Optional.of(status(null, plan.spec().repository().url(), Optional.empty()));
    }

    private RepositoryStatus status(String arn, String cloneUrl, Optional<String> seededCommit) {
        return new RepositoryStatus(plan.repositoryName(), arn, cloneUrl, plan.name(), seededCommit.orElse(null));
    }
}
