package dev.awsmlops.operator.wire;

/**
 * Where moto 5.2.1 answers otherwise than AWS documents, as far as the operator notices: the closed list. Each says what is
 * done about it, and {@link MotoGapsTest} that it is still so.
 */
enum MotoFault {
    REPOSITORY_AS_TEXT(
            "CodeCommit.CreateRepository and GetRepository",
            "give dates as text and the ARN as Arn, where the API reference has a timestamp and arn, so that no SDK of AWS"
                    + " for Java can read them; and no repository keeps tags",
            "moto is called, and the simulation's answer is given"),
    BUCKET_OPEN(
            "S3.CreateBucket",
            "leaves public access open (user guide, \"Blocking public access\": every new bucket blocks it)",
            "nothing, since the operator closes it"),
    ENDPOINT_WITHOUT_TAGS(
            "Glue.CreateDevEndpoint",
            "keeps no tags (API reference, CreateDevEndpoint: Tags)",
            "moto's TagResource follows"),
    ENDPOINT_WITH_KEY(
            "Glue.GetDevEndpoint",
            "shows a public key that nobody gave (API reference, DevEndpoint: PublicKeys)",
            "left out: a dev endpoint without a notebook, whose keys the operator would put right"),
    SESSION_NEVER_STOPPED(
            "Glue.StopSession",
            "leaves a session STOPPING for ever (developer guide, interactive sessions: it becomes STOPPED)",
            "GetSession and ListSessions say STOPPED"),
    CRAWL_NEVER_ENDS(
            "Glue.GetCrawler",
            "says RUNNING until somebody lists the crawls (developer guide, crawlers: a crawl ends by itself)",
            "moto is told to end crawls at once"),
    CRAWL_COMPLETED(
            "Glue.GetCrawler",
            "says of a crawl that it is COMPLETED (API reference, LastCrawlInfo: SUCCEEDED, CANCELLED or FAILED)",
            "nothing, since the operator asks only whether it has failed"),
    NOTEBOOK_WITHOUT_PLATFORM(
            "SageMaker.DescribeNotebookInstance",
            "does not say the PlatformIdentifier that was asked for (API reference, DescribeNotebookInstance)",
            "nothing, since the operator takes what is not said as agreed"),
    TAG_TWICE(
            "SageMaker.AddTags",
            "keeps both values of a tag that has one already (API reference, AddTags: overwrites)",
            "moto's DeleteTags goes before it"),
    CONFIG_WITHOUT_TAGS(
            "SageMaker.ListTags, AddTags and DeleteTags",
            "fail for lifecycle configs and code repositories (API reference, AddTags: any SageMaker resource)",
            "a config's tags are remembered beside moto, a code repository is the simulation's");

    private final String call;
    private final String difference;
    private final String instead;

    MotoFault(String call, String difference, String instead) {
        this.call = call;
        this.difference = difference;
        this.instead = instead;
    }

    @Override
    public String toString() {
        return call + " " + difference + ": " + instead;
    }
}
