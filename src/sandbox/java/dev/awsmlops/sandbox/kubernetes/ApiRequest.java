package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One HTTP request, read in full.
 *
 * @param query the first value of each parameter, decoded
 * @param headers with names in lower case
 */
record ApiRequest(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
    String param(String name) {
        return query.getOrDefault(name, "");
    }

    boolean is(String flag) {
        return param(flag).equals("true") || param(flag).equals("1");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isWatch() {
        return method.equals("GET") && is("watch");
    }

    boolean wantsTable() {
        return header("accept").contains("as=Table");
    }

    String contentType() {
        return header("content-type").replaceAll(";.*", "").strip();
    }

    ObjectNode object() {
        if (contentType().contains("cbor")) {
            throw ApiFailure.of(415, "UnsupportedMediaType", "only JSON and YAML are accepted here");
        }
        return Json.parseObject(body);
    }

    boolean isDryRun() {
        return param("dryRun").equals("All");
    }

    /** What happens to unknown fields: {@code Strict}, {@code Warn} or {@code Ignore}. */
    String fieldValidation() {
        return query.getOrDefault("fieldValidation", "Warn");
    }

    /** Who owns what this request changes. */
    String fieldManager() {
        String program = header("user-agent").replaceAll("/.*", "");
        return query.getOrDefault("fieldManager", program.isEmpty() ? "unknown" : program);
    }
}
