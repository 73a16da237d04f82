package org.modelyard.it;

import java.nio.file.Path;
import java.util.Map;
import org.modelyard.it.ApiClient.Reply;

/** What tests of runs ask of a server. */
record RunCalls(ModelyardServer server, ApiClient api, String name) {

    static final String RUNS = "/api/v1/runs";

    RunCalls(ModelyardServer server, String name) {
        this(server, server.api(), name);
    }

    /** @return the path of a new run */
    String begin() {
        return RUNS + "/"
                + api.post(RUNS, Map.of("name", name))
                        .expect(201)
                        .json()
                        .required("id")
                        .textValue();
    }

    /** Where the server keeps bytes. */
    Path file(String sha256) {
        return server.home()
                .resolve("artifacts")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    Reply put(String path, String bytes) {
        return api.send("PUT", path, bytes, octets());
    }

    static Map<String, String> octets() {
        return Map.of("Content-Type", "application/octet-stream");
    }

    static String problem(Reply reply) {
        return reply.json().path("detail").asText();
    }
}
