package dev.awsmlops.operator.notebook;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.Set;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/**
 * The steps of a notebook instance from state to state, none of which waits.
 *
 * <p>SageMaker starts a stopped or failed one, stops one that is in service, and deletes a stopped or failed one (API
 * reference; a failed one can't be stopped, terraform-provider-aws#16767). In every other state, those that are not known
 * here among them, it is at work and is left to it.
 *
 * @param description how a person would call the instance
 */
public record NotebookSteps(SageMakerClient sageMaker, String name, String description) {

    private static final Set<NotebookInstanceStatus> BILLED =
            Set.of(NotebookInstanceStatus.PENDING, NotebookInstanceStatus.IN_SERVICE, NotebookInstanceStatus.STOPPING);

    /** Whether the instance is billed for by the hour in this state. */
    public static boolean isBilled(DescribeNotebookInstanceResponse actual) {
        return BILLED.contains(actual.notebookInstanceStatus());
    }

    /** Whether nothing runs, so that it can be deleted. */
    public static boolean isAtRest(DescribeNotebookInstanceResponse actual) {
        return actual.notebookInstanceStatus() == NotebookInstanceStatus.STOPPED
                || actual.notebookInstanceStatus() == NotebookInstanceStatus.FAILED;
    }

    /** JupyterLab, for someone signed in to AWS; null while there is none. */
    public static String labUrl(DescribeNotebookInstanceResponse actual) {
        return actual.url() == null ? null : "https://" + actual.url() + "/lab";
    }

    /** Asked for, which does not always take: it is asked for again by whoever still sees it stopped. */
    public Outcome start() {
        sageMaker.startNotebookInstance(request -> request.notebookInstanceName(name));
        return new Outcome.InProgress(Reason.Starting, description + " is being started");
    }

    public Outcome stop(String why) {
        sageMaker.stopNotebookInstance(request -> request.notebookInstanceName(name));
        return new Outcome.InProgress(Reason.Stopping, description + " is being stopped: " + why);
    }

    /** What to say while SageMaker is at work on one that is to stand. */
    public Outcome waitFor(DescribeNotebookInstanceResponse actual) {
        String isNow = description + " is " + actual.notebookInstanceStatusAsString();
        return switch (actual.notebookInstanceStatus()) {
            case PENDING -> new Outcome.InProgress(Reason.Starting, isNow);
            case STOPPING -> new Outcome.InProgress(Reason.Stopping, description + " is stopping");
            case DELETING ->
                new Outcome.InProgress(
                        Reason.Replacing,
                        description + " was deleted by someone else; it is made again once it is gone");
            default -> new Outcome.InProgress(Reason.Updating, isNow);
        };
    }

    /** The next step towards its absence: never a blind delete. */
    public Outcome takeDown(DescribeNotebookInstanceResponse actual, String why) {
        return switch (actual.notebookInstanceStatus()) {
            case IN_SERVICE -> stop(why);
            case STOPPED, FAILED -> {
                sageMaker.deleteNotebookInstance(request -> request.notebookInstanceName(name));
                yield new Outcome.InProgress(Reason.Deleting, description + " is being deleted");
            }
            case DELETING -> new Outcome.InProgress(Reason.Deleting, description + " is being deleted");
            default ->
                new Outcome.InProgress(
                        Reason.Stopping,
                        description + " is " + actual.notebookInstanceStatusAsString() + "; then it is stopped");
        };
    }
}
