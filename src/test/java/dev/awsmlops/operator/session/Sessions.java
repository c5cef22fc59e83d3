package dev.awsmlops.operator.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.SettableClock;
import dev.awsmlops.operator.reconcile.Repairs;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Builds sessions, and what follows from them, for tests: an interactive session of two workers unless told otherwise. */
final class Sessions {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final String REGION = "eu-central-1";

    static final SwitchPolicy NO_SWITCH = new SwitchPolicy(false, Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> spec = new HashMap<>(Map.of(
            "glueVersion", "5.0",
            "pythonVersion", "3",
            "roleArn", "arn:aws:iam::123456789012:role/glue-dev",
            "workerType", "G.1X",
            "numberOfWorkers", 2));
    private final Map<String, Object> status = new HashMap<>();
    private final Map<String, String> annotations = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    private Sessions() {}

    static Sessions session() {
        return new Sessions();
    }

    /** Gives a field of the spec another value; null leaves it out. */
    Sessions spec(String field, Object value) {
        spec.put(field, value);
        return this;
    }

    Sessions ttl(String ttl) {
        return spec("ttl", ttl);
    }

    /** Carries the annotation that renews. */
    Sessions asksForRenewal(String value) {
        annotations.put(GlueDevSession.RENEW, value);
        return this;
    }

    Sessions label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    Sessions startedAt(Instant start) {
        status.put("startedAt", start.toString());
        return this;
    }

    Sessions effectiveTtl(String ttl) {
        status.put("effectiveTtl", ttl);
        return this;
    }

    /** Has had written down where it is. */
    Sessions placed() {
        status.put("phase", "Pending");
        status.put("placement", Map.of("region", REGION, "accountId", "123456789012"));
        return this;
    }

    /** Has taken notice of a renewal. */
    Sessions renewed(String value, Instant at) {
        status.put("renewal", Map.of("value", value, "at", at.toString()));
        return this;
    }

    /** Has had its end decided under that ttl. */
    Sessions ended(String reason, Instant at, String ttl) {
        status.put("end", Map.of("reason", reason, "at", at.toString(), "ttl", ttl));
        return effectiveTtl(ttl);
    }

    /** Says in its status what a lifetime has come to, as the reconciler writes it at the end of a pass. */
    Sessions after(Lifetime lifetime) {
        status.clear();
        lifetime.ttl().ifPresent(ttl -> effectiveTtl(DurationText.format(ttl)));
        lifetime.startedAt().ifPresent(this::startedAt);
        lifetime.renewal().ifPresent(renewal -> status.put("renewal", renewal));
        lifetime.end().ifPresent(end -> status.put("end", end));
        return this;
    }

    GlueDevSession build() {
        var session = new GlueDevSession();
        session.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team-a")
                .withName("explore-orders")
                .withUid("0b1f6a52-3b0c-4c8e-9d0e-6c2d5c1f7a11")
                .withGeneration(1L)
                .withAnnotations(annotations.isEmpty() ? null : Map.copyOf(annotations))
                .withLabels(Map.copyOf(labels))
                .build());
        session.setSpec(JSON.convertValue(spec, GlueDevSessionSpec.class));
        if (!status.isEmpty()) {
            session.setStatus(JSON.convertValue(status, GlueDevSessionStatus.class));
        }
        return session;
    }

    /** Its plan for a pass at that moment. Nothing that is planned with it may call AWS. */
    SessionPlan plan(SessionPolicy policy, Instant now) {
        return plan(build(), policy, now, unreachable(now));
    }

    /** A region in which every call fails. */
    private static AwsRegion unreachable(Instant now) {
        return new Aws(
                        new Aws.Settings(
                                REGION, Optional.of(URI.create("http://127.0.0.1:1")), 1, Duration.ofMinutes(5)),
                        UrlConnectionHttpClient.create(),
                        AnonymousCredentialsProvider.create(),
                        new SettableClock(now))
                .region(REGION);
    }

    /** A session's plan for a pass at that moment, with AWS. */
    static SessionPlan plan(GlueDevSession session, SessionPolicy policy, Instant now, AwsRegion aws) {
        Lifetime lifetime = Lifetime.of(session, policy, Optional.empty(), now);
        return new SessionPlan(
                session.getSpec(),
                Ownership.of(session, "cluster-1"),
                1,
                lifetime.startingAt(now),
                lifetime.startedAt().isPresent(),
                Optional.ofNullable(session.getStatus()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                aws,
                now,
                false,
                false);
    }

    /** What one pass sees with that plan. */
    static SessionLook look(SessionPlan plan, SessionPolicy policy) {
        return new SessionLook(plan, new SwitchPlan(plan, policy.deadMansSwitch(), false, new Repairs(false)));
    }

    /** A policy that sets nothing. */
    static SessionPolicy noPolicy() {
        return new SessionPolicy(
                Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(15), NO_SWITCH);
    }

    static SessionPolicy longestTtl(Duration longest) {
        return new SessionPolicy(
                Optional.empty(), Optional.of(longest), Optional.empty(), Duration.ofMinutes(15), NO_SWITCH);
    }

    static SessionPolicy defaultTtl(Duration ttl) {
        return new SessionPolicy(
                Optional.of(ttl), Optional.empty(), Optional.empty(), Duration.ofMinutes(15), NO_SWITCH);
    }
}
