package dev.awsmlops.sandbox.kubernetes;

/** A kubeconfig for a server that wants no credentials. */
final class Kubeconfig {
    private Kubeconfig() {}

    static String forServer(String url) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sandbox
                  cluster:
                    server: %s
                users:
                - name: sandbox
                  user: {}
                contexts:
                - name: sandbox
                  context:
                    cluster: sandbox
                    user: sandbox
                    namespace: default
                current-context: sandbox
                """.formatted(url);
    }
}
