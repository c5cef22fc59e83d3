package dev.awsmlops.operator.argocd;

/** What Argo CD takes an object's health to be. */
record Health(Level level, String message) {

    /** Argo CD's words (docs/operator-manual/health.md), as far as a script for an object may use them. */
    enum Level {
        Healthy,
        Suspended,
        Progressing,
        Degraded
    }
}
