package dev.awsmlops.operator.reconcile;

/** The closed set of reasons in conditions and events. */
public enum Reason {
    // Life
    Ready,
    Waiting,
    Suspended,
    Expired,
    Expiring,
    ExpiringSoon,
    Renewed,
    Deleting,
    Gone,
    Idle,

    // Work that AWS is doing
    Creating,
    Starting,
    Stopping,
    Updating,
    Replacing,
    TakingLong,

    Crawling,
    Emptying,
    DriftRepaired,
    Leaked,
    LeakEnded,

    // What the user can change
    InvalidSpec,
    TtlTooLong,
    TtlClamped,
    ReferenceNotReady,
    NameTaken,
    RefusedByAws,
    ProvisioningFailed,
    CrawlFailed,
    InUse,
    NeedsAttention,

    // What AWS answered
    AccessDenied,
    QuotaExceeded,
    Throttled,
    RoleNotAssumable,
    Conflict,
    AwsUnavailable,
    InternalError,
    TeardownFailed
}
