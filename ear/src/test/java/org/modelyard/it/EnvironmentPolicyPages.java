package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.console.ConsoleSession;

/** Where the console shows and sets what an environment asks; the model's 1.0.1 has no approval. Leaves a policy of one approval. */
record EnvironmentPolicyPages(ModelyardServer server, String name, String place) {

    void seen_and_set() {
        ApiClient api = server.api();
        String policy = "/api/v1/environments/" + place + "/policy";
        ConsoleSession console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
        String page = "/console/administration?place=" + place;
        Reply shown = console.get(page).expect(200);
        assertThat(shown.body()).contains("Nothing beyond what their models");
        assertThat(console.pressShown(
                                shown,
                                "keep-place-policy",
                                Map.of("placePolicyDocument", "{\"golden\":\"hard\",\"approvals\":1}"))
                        .expect(200)
                        .body())
                .contains("A golden set belongs to one model", "hard");
        console.pressShown(shown, "keep-place-policy", Map.of("placePolicyDocument", "{\"approvals\":1}"))
                .expect(302);
        assertThat(api.get(policy).expect(200).json().path("approvals").asInt()).isEqualTo(1);
        String words = "One person other than its author must approve of it.";
        assertThat(console.get("/console/deployments").expect(200).body()).contains("Asked of every model", words);
        assertThat(console.get("/console/models/" + name + "/settings")
                        .expect(200)
                        .body())
                .contains(place + ": " + words);
        assertThat(console.get("/console/models/" + name + "/versions/1.0.1")
                        .expect(200)
                        .body())
                .contains("Before it may serve " + place, "0 of 1 approvals");
        Reply again = console.get(page).expect(200);
        String seen = api.get(policy).expect(200).header("ETag").orElseThrow().replace("\"", "");
        assertThat(again.body()).contains("value=\"" + seen + "\"");
        api.send("PUT", policy, "{\"approvals\":3}", Map.of()).expect(200);
        assertThat(console.pressShown(again, "drop-place-policy", Map.of("placePolicySeen", seen))
                        .expect(200)
                        .body())
                .contains("has changed since");
        console.pressShown(console.get(page).expect(200), "drop-place-policy", Map.of())
                .expect(302);
        api.get(policy).expect(404);
        api.send("PUT", policy, "{\"approvals\":1}", Map.of()).expect(200);
    }
}
