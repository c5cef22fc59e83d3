package dev.awsmlops.operator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.operator.testing.World;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpClient;

/** An account in moto, with what stands in for what moto lacks. */
final class MotoAccount implements Emulated {

    private final MotoServer moto;
    private final SageMakerStandIns sageMaker = new SageMakerStandIns();
    private final CodeCommitStandIns codeCommit = new CodeCommitStandIns();
    private final MotoHttp http;

    private MotoAccount(MotoServer moto, World world, SdkHttpClient http) {
        this.moto = moto;
        Map<String, Exchange.StandIn> standIns = new HashMap<>(GlueStandIns.all());
        standIns.putAll(sageMaker.all());
        standIns.putAll(codeCommit.all());
        this.http = new MotoHttp(http, world.aws().door(World.OPERATOR), moto, standIns);
    }

    static MotoAccount open(World world, SdkHttpClient http) throws IOException {
        MotoServer moto = MotoServer.shared();
        moto.reset();
        moto.endCrawls(true);
        return new MotoAccount(moto, world, http);
    }

    @Override
    public URI uri() {
        return moto.uri();
    }

    @Override
    public SdkHttpClient http() {
        return http;
    }

    @Override
    public Set<String> unreached() {
        return http.unreached();
    }

    /** moto lists neither lifecycle configs nor repositories. */
    @Override
    public List<String> leftovers() throws IOException {
        List<String> left = new ArrayList<>();
        for (String config : sageMaker.configs()) {
            left.add("lifecycle config " + config);
        }
        for (String repository : codeCommit.repositories()) {
            ObjectNode name = Answer.JSON.createObjectNode().put("repositoryName", repository);
            if (moto.call(JsonService.CODE_COMMIT, "GetRepository", name).isOk()) {
                left.add("repository " + repository);
            }
        }
        return left;
    }

    @Override
    public void close() {}
}
