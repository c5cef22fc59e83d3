package dev.awsmlops.operator.chaos;

/** What goes wrong for a while. */
enum Trouble {
    // AWS
    THROTTLING,
    ERRORS_BEFORE,
    ERRORS_AFTER,
    LOST_REQUESTS,
    LOST_ANSWERS,
    DENIED,
    SLOW,
    STALE_LISTS,
    UNSEEN_NEW,
    IGNORED,
    FAILING_RESOURCES,
    STUCK,
    // Kubernetes
    API_DOWN,
    STATUS_REFUSED,
    STATUS_ANSWER_LOST,
    LATE_WATCH,
    DUPLICATE_EVENTS,
    // The operator
    KILLED,
    KILLED_AT_WRITE,
    LEADER_CHANGE
}
