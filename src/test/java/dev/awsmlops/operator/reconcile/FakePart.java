package dev.awsmlops.operator.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.GlueException;

/** A part whose answers are set, and which writes down what it was asked to do. */
final class FakePart implements Part<String> {

    private final String name;
    private final List<String> log;
    private final List<Part<?>> users = new ArrayList<>();
    private Optional<String> present = Optional.empty();
    private boolean ours = true;
    private Outcome next = new Outcome.Ready("done");
    private RuntimeException observation;
    private RuntimeException step;

    FakePart(String name, List<String> log) {
        this.name = name;
        this.log = log;
    }

    static SdkException failure(String code) {
        return (SdkException) GlueException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Glue")
                        .errorCode(code)
                        .errorMessage("said AWS")
                        .build())
                .build();
    }

    /** It is there in AWS. */
    FakePart present() {
        present = Optional.of(name + " as it is");
        return this;
    }

    /** It is there in AWS and is someone else's. */
    FakePart foreign() {
        ours = false;
        return present();
    }

    /** What its next step comes to. */
    FakePart answering(Outcome outcome) {
        next = outcome;
        return this;
    }

    FakePart failingToLook(String code) {
        return breakingToLook(failure(code));
    }

    FakePart breakingToLook(RuntimeException exception) {
        observation = exception;
        return this;
    }

    FakePart failing(String code) {
        return breaking(failure(code));
    }

    FakePart breaking(RuntimeException exception) {
        step = exception;
        return this;
    }

    FakePart usedBy(Part<?> user) {
        users.add(user);
        return this;
    }

    @Override
    public String condition() {
        return name + "Ready";
    }

    @Override
    public Optional<String> observe() {
        if (observation != null) {
            throw observation;
        }
        return present;
    }

    @Override
    public boolean isOurs(String actual) {
        return ours;
    }

    @Override
    public Outcome create() {
        return take("create");
    }

    @Override
    public Outcome update(String actual) {
        return take("update");
    }

    @Override
    public Outcome delete(String actual) {
        return take("delete");
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    @Override
    public String describe() {
        return "the " + name;
    }

    private Outcome take(String call) {
        log.add(call + " " + name);
        if (step != null) {
            throw step;
        }
        return next;
    }
}
