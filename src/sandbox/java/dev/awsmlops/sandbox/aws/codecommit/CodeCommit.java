package dev.awsmlops.sandbox.aws.codecommit;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.JsonProtocol;

/** AWS CodeCommit, as far as repositories are made, filled and read through its API. */
public final class CodeCommit {

    private static final Subject REPOSITORY = Subject.named(ResourceType.REPOSITORY, "repositoryName");
    private static final Subject TAGGED = Subject.arn("resourceArn");

    private final Repositories repositories;
    private final RepositoryTags tags;
    private final Branches branches;
    private final Commits commits;
    private final Contents contents;

    public CodeCommit(World world) {
        ResourceStore<Repository> store = world.store(ResourceType.REPOSITORY);
        repositories = new Repositories(world, store);
        tags = new RepositoryTags(world, store);
        branches = new Branches(world, repositories);
        commits = new Commits(repositories);
        contents = new Contents(repositories);
    }

    public SimulatedService service() {
        Operations operations = new Operations()
                .write("CreateRepository", REPOSITORY, repositories::create)
                .read("GetRepository", REPOSITORY, repositories::get)
                .read("BatchGetRepositories", Subject.NONE, repositories::batchGet)
                .read("ListRepositories", Subject.NONE, repositories::list)
                .write("UpdateRepositoryDescription", REPOSITORY, repositories::updateDescription)
                .write("DeleteRepository", REPOSITORY, repositories::delete)
                .write("TagResource", TAGGED, tags::tag)
                .write("UntagResource", TAGGED, tags::untag)
                .read("ListTagsForResource", TAGGED, tags::list)
                .write("CreateBranch", REPOSITORY, branches::create)
                .read("GetBranch", REPOSITORY, branches::get)
                .read("ListBranches", REPOSITORY, branches::list)
                .write("UpdateDefaultBranch", REPOSITORY, branches::updateDefault)
                .write("CreateCommit", REPOSITORY, commits::create)
                .write("PutFile", REPOSITORY, commits::putFile)
                .read("GetCommit", REPOSITORY, commits::get)
                .read("GetFile", REPOSITORY, contents::getFile)
                .read("GetFolder", REPOSITORY, contents::getFolder);
        return new SimulatedService("codecommit", new JsonProtocol("1.1", "CodeCommit_20150413"), operations);
    }
}
