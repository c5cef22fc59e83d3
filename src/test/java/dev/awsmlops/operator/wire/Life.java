package dev.awsmlops.operator.wire;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The calls that the operator must have made in a life that the suite leads, so that a part that was skipped is seen. */
enum Life {
    LAKE("""
            Glue BatchDeleteTable CreateCrawler CreateDatabase DeleteCrawler DeleteDatabase GetCrawler GetCrawlerMetrics
            Glue GetCrawlers GetDatabase GetDatabases GetTables GetTags ListCrawlers StartCrawler TagResource UpdateCrawler
            Glue UpdateDatabase
            IAM CreateRole DeleteRole DeleteRolePolicy DetachRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies
            IAM ListRolePolicies ListRoles PutRolePolicy TagRole
            S3 AbortMultipartUpload CreateBucket DeleteBucket DeleteBucketLifecycle DeleteBucketPolicy DeleteObjects
            S3 GetBucketEncryption GetBucketLifecycleConfiguration GetBucketPolicy GetBucketTagging GetBucketVersioning
            S3 GetPublicAccessBlock HeadBucket ListBuckets ListMultipartUploads ListObjectVersions PutBucketEncryption
            S3 PutBucketLifecycleConfiguration PutBucketPolicy PutBucketTagging PutBucketVersioning PutPublicAccessBlock
            STS GetCallerIdentity
            """),
    WORKSPACE("""
            CodeCommit CreateCommit CreateRepository DeleteRepository GetRepository ListBranches ListRepositories
            CodeCommit ListTagsForResource TagResource UpdateRepositoryDescription
            Glue ListSessions
            IAM CreateRole DeleteRole DeleteRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles
            IAM PutRolePolicy TagRole UpdateAssumeRolePolicy
            SFN CreateStateMachine DeleteStateMachine DescribeStateMachine ListExecutions ListStateMachines
            SFN ListTagsForResource TagResource UpdateStateMachine
            STS GetCallerIdentity
            SageMaker AddTags CreateCodeRepository CreateNotebookInstance CreateNotebookInstanceLifecycleConfig
            SageMaker DeleteCodeRepository DeleteNotebookInstance DeleteNotebookInstanceLifecycleConfig DescribeCodeRepository
            SageMaker DescribeNotebookInstance DescribeNotebookInstanceLifecycleConfig ListCodeRepositories
            SageMaker ListNotebookInstanceLifecycleConfigs ListNotebookInstances ListTags StartNotebookInstance
            SageMaker StopNotebookInstance UpdateNotebookInstance UpdateNotebookInstanceLifecycleConfig
            Scheduler CreateSchedule CreateScheduleGroup DeleteSchedule DeleteScheduleGroup GetSchedule GetScheduleGroup
            Scheduler ListSchedules ListTagsForResource TagResource UpdateSchedule
            """),
    WORKSPACE_ON_LAKE("""
            Glue GetDatabases
            S3 DeleteObject HeadObject PutObject
            SageMaker CreateCodeRepository DeleteCodeRepository DescribeCodeRepository ListCodeRepositories
            SageMaker UpdateCodeRepository
            """),
    DEV_ENDPOINT("""
            Glue CreateDevEndpoint DeleteDevEndpoint GetDevEndpoint GetDevEndpoints GetTags TagResource UpdateDevEndpoint
            IAM CreateRole DeleteRole DeleteRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies
            IAM PutRolePolicy TagRole
            SFN CreateStateMachine DeleteStateMachine DescribeStateMachine ListExecutions ListStateMachines
            SFN ListTagsForResource StartExecution StopExecution TagResource
            STS GetCallerIdentity
            SageMaker AddTags CreateNotebookInstance CreateNotebookInstanceLifecycleConfig DeleteNotebookInstance
            SageMaker DeleteNotebookInstanceLifecycleConfig DescribeNotebookInstance
            SageMaker DescribeNotebookInstanceLifecycleConfig ListNotebookInstances ListTags StartNotebookInstance
            SageMaker StopNotebookInstance UpdateNotebookInstance UpdateNotebookInstanceLifecycleConfig
            """),
    INTERACTIVE_SESSION("""
            Glue CreateSession DeleteSession GetSession GetTags ListSessions StopSession TagResource
            IAM CreateRole DeleteRole DeleteRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles
            IAM PutRolePolicy TagRole
            SFN CreateStateMachine DeleteStateMachine DescribeStateMachine ListExecutions ListStateMachines
            SFN ListTagsForResource StartExecution StopExecution TagResource
            STS GetCallerIdentity
            SageMaker AddTags CreateNotebookInstance CreateNotebookInstanceLifecycleConfig DeleteNotebookInstance
            SageMaker DeleteNotebookInstanceLifecycleConfig DescribeNotebookInstance
            SageMaker DescribeNotebookInstanceLifecycleConfig ListNotebookInstanceLifecycleConfigs ListNotebookInstances
            SageMaker ListTags StopNotebookInstance UpdateNotebookInstanceLifecycleConfig
            """);

    /** Calls by lines, each of one service. */
    private final String text;

    Life(String text) {
        this.text = text;
    }

    /** Such as {@code Glue.CreateSession}, with the service's id in the SDK. */
    Set<String> calls() {
        return text.lines()
                .map(line -> line.split(" "))
                .flatMap(words -> Arrays.stream(words).skip(1).map(operation -> words[0] + "." + operation))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
