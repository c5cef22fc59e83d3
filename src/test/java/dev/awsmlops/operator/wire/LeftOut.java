package dev.awsmlops.operator.wire;

/** The calls that the operator can make and that no life of the suite comes to. */
enum LeftOut {
    GET_BRANCH("CodeCommit.GetBranch", "only where somebody else has pushed first"),
    GET_COMMIT("CodeCommit.GetCommit", "only where a seed was cut off"),
    UNTAG_REPOSITORY("CodeCommit.UntagResource", LeftOut.UNTAG),
    STOP_CRAWLER("Glue.StopCrawler", "only while a crawl goes on, and moto's end at once"),
    START_CRAWLER_SCHEDULE("Glue.StartCrawlerSchedule", "only where somebody has paused a schedule"),
    UNTAG_GLUE("Glue.UntagResource", LeftOut.UNTAG),
    DESCRIBE_EXECUTION("SFN.DescribeExecution", "only once a schedule has run its target, which moto's never do"),
    UNTAG_STATE_MACHINE("SFN.UntagResource", LeftOut.UNTAG),
    UNTAG_GROUP("Scheduler.UntagResource", LeftOut.UNTAG),
    UNTAG_ROLE("IAM.UntagRole", LeftOut.UNTAG),
    LIST_DEV_ENDPOINTS("Glue.ListDevEndpoints", LeftOut.SWEEP),
    LIST_GROUPS("Scheduler.ListScheduleGroups", LeftOut.SWEEP),
    DELETE_TAGS("SageMaker.DeleteTags", "only after a notebook has stopped itself");

    private static final String SWEEP = "only the look for leaks does, and no life leaves any";
    private static final String UNTAG = "no part takes a tag away there";

    private final String call;
    private final String why;

    LeftOut(String call, String why) {
        this.call = call;
        this.why = why;
    }

    String call() {
        return call;
    }

    @Override
    public String toString() {
        return call + " is not called: " + why;
    }
}
