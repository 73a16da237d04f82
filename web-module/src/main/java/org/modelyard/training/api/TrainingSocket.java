package org.modelyard.training.api;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.access.service.Directory;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.training.service.TrainingJobs;

/** A training job as it goes, over a WebSocket: what {@link TrainingEventsResource} tells, as texts. */
@ServerEndpoint(value = "/api/v1/training-jobs/{id}/socket", configurator = TrainingSocket.ByToken.class)
public class TrainingSocket {

    private static final System.Logger LOG = System.getLogger(TrainingSocket.class.getName());
    private static final String CALLER = "org.modelyard.caller";
    private static final int LONGEST_MESSAGE = 1_024;

    @Inject
    private TrainingJobs jobs;

    @Inject
    private TrainingStreams streams;

    /**
     * Keeps who calls, for the request is not to be seen once the socket is open; the properties are the connection's own (WebSocket
     * 2.1). {@code Door} let in nobody without a token.
     */
    public static class ByToken extends ServerEndpointConfig.Configurator {

        private static final int SCHEME = "Bearer ".length();

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            List<String> header = request.getHeaders().getOrDefault("Authorization", List.of());
            if (!header.isEmpty() && header.get(0).length() > SCHEME) {
                CDI.current()
                        .select(Directory.class)
                        .get()
                        .byToken(header.get(0).substring(SCHEME).strip(), "")
                        .ifPresent(caller -> config.getUserProperties().put(CALLER, caller));
            }
        }
    }

    @OnOpen
    public void open(Session session, EndpointConfig config, @PathParam("id") String id) throws IOException {
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        if (!(session.getUserProperties().get(CALLER) instanceof Caller caller)) {
            refuse(session, "Send 'Authorization: Bearer <token>' with a valid token.");
            return;
        }
        try {
            var job = Ids.parse(TrainingJobsResource.JOB, id);
            jobs.get(caller, job);
            streams.open(caller, job, new SocketListener(session));
        } catch (Refusal e) {
            refuse(session, String.valueOf(e.getMessage()));
        }
    }

    /** Nothing is asked of this side; what is said is not heard. */
    @OnMessage
    public void message(String ignored) {
        LOG.log(Level.TRACE, "a follower of a training job said something");
    }

    @OnError
    public void error(Throwable problem) {
        LOG.log(Level.DEBUG, "the socket of a training job ends: {0}", problem.toString());
    }

    private static void refuse(Session session, String reason) throws IOException {
        session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, reason));
    }
}
