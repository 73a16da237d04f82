package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.Await;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** What stays open: the console's push channel and the events of a training job, to those who may listen only. */
@OnH2
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveChannelsIT {

    private static final String PASSWORD = "a long pass phrase";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLICY = 1008;
    private static final List<String> TOPICS = List.of("datasets", "training", "deployments", "alerts", "drift");

    private final ModelyardServer server;
    private final String name = "live-" + UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger changes = new AtomicInteger();
    private String job = "";

    LiveChannelsIT(ModelyardServer server) {
        this.server = server;
    }

    @BeforeAll
    void a_trained_model_and_a_user_that_may_only_look() {
        Journey journey = new Journey(server.api());
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(500, 7));
        job = journey.train(name, name, "");
        journey.completed(job);
        server.api()
                .post("/api/v1/users", Map.of("name", name, "role", "VIEWER", "password", PASSWORD))
                .expect(201);
    }

    @Test
    void a_session_hears_what_changes_in_its_organisation_and_no_more_than_the_topic() {
        ConsoleSession viewer = viewer();
        Heard heard = new Heard();
        viewer.socket(ConsoleSession.channel(viewer.get("/console/models").expect(200)), heard);
        // the server takes the socket in after it has answered: what happens before that is told to nobody
        Await.until("a push", PATIENCE, () -> {
            change();
            return Optional.of(heard.messages).filter(all -> all.contains(message("datasets")));
        });
        assertThat(heard.messages)
                .isSubsetOf(TOPICS.stream().map(LiveChannelsIT::message).toList());
    }

    @Test
    void the_channel_of_a_session_is_closed_to_strangers() {
        String channel = ConsoleSession.channel(viewer().get("/console/models").expect(200));
        ConsoleSession stranger = ConsoleSession.stranger(server);
        assertThatThrownBy(() -> stranger.socket(channel, new Heard()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    @Test
    void a_channel_that_no_page_has_says_nothing() {
        Heard heard = new Heard();
        viewer().socket("/jakarta.faces.push/changes?" + UUID.randomUUID(), heard);
        assertThat(Await.until("the end of the channel", PATIENCE, () -> Optional.ofNullable(heard.closed)))
                .isEqualTo(POLICY);
        assertThat(heard.messages).isEmpty();
    }

    @Test
    void logging_out_ends_the_channel() {
        ConsoleSession viewer = viewer();
        Reply page = viewer.get("/console/models").expect(200);
        Heard heard = new Heard();
        viewer.socket(ConsoleSession.channel(page), heard);
        viewer.press(page, "out", Map.of()).expect(302);
        viewer.get("/console/models").expect(302);
        Await.until("the end of the channel", PATIENCE, () -> Optional.ofNullable(heard.closed));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_may_follow_a_training(Role role) {
        try (Stream<String> lines = server.as(role).events(job + "/events")) {
            assertThat(lines.anyMatch(line -> line.startsWith("data:") && line.contains("COMPLETED")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_may_follow_a_training_over_a_socket(Role role) {
        Heard heard = new Heard();
        server.as(role).socket(job + "/socket", heard);
        Await.until("the end of the socket", PATIENCE, () -> Optional.ofNullable(heard.closed));
        assertThat(heard.messages).anyMatch(one -> one.startsWith("{\"event\":\"state\"") && one.contains("COMPLETED"));
        assertThat(heard.messages).anyMatch(one -> one.startsWith("{\"event\":\"metrics\""));
    }

    @Test
    void a_job_that_is_not_there_closes_the_socket_with_the_reason() {
        for (String unknown : List.of(UUID.randomUUID().toString(), "no-id")) {
            Heard heard = new Heard();
            server.api().socket("/api/v1/training-jobs/" + unknown + "/socket", heard);
            assertThat(Await.until("the end of the socket", PATIENCE, () -> Optional.ofNullable(heard.closed)))
                    .isEqualTo(POLICY);
            assertThat(heard.messages).isEmpty();
        }
    }

    @Test
    void nobody_follows_a_training_without_a_token() {
        server.anonymous().get(job + "/events").expect(401);
        viewer().get(job + "/events").expect(401); // the session counts in the console only
        assertThatThrownBy(() -> server.anonymous().socket(job + "/socket", new Heard()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    private static String message(String topic) {
        return "{\"data\":\"" + topic + "\"}";
    }

    private void change() {
        String dataset = name + "-" + changes.incrementAndGet();
        server.api()
                .post("/api/v1/datasets", Map.of("name", dataset, "task", "CLASSIFICATION", "target", "label"))
                .expect(201);
    }

    private ConsoleSession viewer() {
        return ConsoleSession.of(server, name, PASSWORD);
    }

    /** Remembers what came, and how it ended. */
    private static final class Heard implements WebSocket.Listener {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private volatile @Nullable Integer closed;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            messages.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed = status;
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed = -1;
        }
    }
}
