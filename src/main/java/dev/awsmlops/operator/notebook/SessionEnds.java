package dev.awsmlops.operator.notebook;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Session;
import software.amazon.awssdk.services.glue.model.SessionStatus;

/** Ends Glue interactive sessions: each is stopped and then deleted, as AWS wants it, in steps that do not wait. */
public record SessionEnds(GlueClient glue) {

    /** Whether the session is billed for. */
    public static boolean isLive(Session session) {
        return session.status() == SessionStatus.PROVISIONING || session.status() == SessionStatus.READY;
    }

    /** Takes each a step further, whatever becomes of the others, so that one that fails keeps no other running. */
    public void stopOrDeleteAll(List<Session> sessions) {
        Optional<SdkException> failed = Optional.empty();
        for (Session session : sessions) {
            try {
                stopOrDelete(session);
            } catch (SdkException e) {
                failed = failed.or(() -> Optional.of(e));
            }
        }
        failed.ifPresent(e -> {
            throw e;
        });
    }

    private void stopOrDelete(Session session) {
        switch (session.status()) {
            case PROVISIONING, READY -> glue.stopSession(request -> request.id(session.id()));
            case STOPPED, TIMEOUT, FAILED -> glue.deleteSession(request -> request.id(session.id()));
            default -> {
                // STOPPING, or a state not known here: AWS is at work on it.
            }
        }
    }
}
