package dev.awsmlops.sandbox.aws.sagemaker;

import static dev.awsmlops.sandbox.aws.sagemaker.SageMakerRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.Optional;

/** Training jobs, which are put into the account and can then be looked at (API reference, ListTrainingJobs). */
final class TrainingJobs {

    private final World world;
    private final ResourceStore<TrainingJob> store;

    TrainingJobs(World world, ResourceStore<TrainingJob> store) {
        this.world = world;
        this.store = store;
    }

    void put(String region, TrainingJobSpec spec) {
        Request creation = new Request(world.account(), region, "", spec.createdAt(), true, Output.empty());
        store.everything()
                .filter(job -> job.region().equals(region) && job.name().equals(spec.name()))
                .forEach(former -> former.delete(world.now()));
        store.add(new TrainingJob(world, creation, spec));
    }

    /** A missing one is told in words only (amazon-sagemaker-examples#2360). */
    ObjectNode describe(Request request) {
        String name = request.required("TrainingJobName");
        return store.find(request, name)
                .orElseThrow(() -> invalid("Requested resource not found."))
                .describe(request.now());
    }

    /**
     * With both a status and a page's length, a page of the newest jobs of any status is taken first, of which only those
     * with the status are answered (API reference, ListTrainingJobs): it may be empty though more pages follow.
     */
    ObjectNode list(Request request) {
        ListQuery<TrainingJob> query = new ListQuery<TrainingJob>(request)
                .between("LastModifiedTime", job -> job.modifiedAt(request.now()))
                .sortable("Status", job -> job.state(request.now()));
        Optional<String> status = request.text("StatusEquals");
        boolean pagesFirst = status.isPresent() && request.has("MaxResults");
        Page<TrainingJob> page = pagesFirst
                ? query.page(world, store, "CreationTime", true)
                : query.equal("StatusEquals", job -> job.state(request.now())).page(world, store, "CreationTime");
        return new Output()
                .objects(
                        "TrainingJobSummaries",
                        page.items().stream()
                                .filter(job -> status.isEmpty()
                                        || job.state(request.now()).equals(status.get()))
                                .map(job -> job.summary(request.now()).json())
                                .toList())
                .put("NextToken", page.next())
                .json();
    }
}
