package org.modelyard.training.api;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.service.Directory;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.training.service.TrainingJobs;

/**
 * A training job as it goes, over a WebSocket: what {@link TrainingEventsResource} tells, as texts. {@link TrainingSockets} puts it in
 * its place. Nothing is asked of the client; what it says is not heard.
 */
public class TrainingSocket extends Endpoint {

    static final String PATH = "/api/v1/training-jobs/{id}/socket";

    private static final System.Logger LOG = System.getLogger(TrainingSocket.class.getName());
    private static final String CALLER = "org.modelyard.caller";

    /**
     * Keeps who calls, for the request is not to be seen once the socket is open; the properties are the connection's own (WebSocket
     * 2.1). {@code Door} let in nobody without a token.
     */
    static final class ByToken extends ServerEndpointConfig.Configurator {

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

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        if (!(session.getUserProperties().get(CALLER) instanceof Caller caller)) {
            refuse(session, "Send 'Authorization: Bearer <token>' with a valid token.");
            return;
        }
        try {
            UUID job = Ids.parse(
                    TrainingJobsResource.JOB,
                    String.valueOf(session.getPathParameters().get("id")));
            CDI.current().select(TrainingJobs.class).get().get(caller, job);
            CDI.current().select(TrainingStreams.class).get().open(caller, job, new SocketListener(session));
        } catch (Refusal e) {
            refuse(session, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void onError(Session session, Throwable problem) {
        LOG.log(Level.DEBUG, "the socket of a training job ends: {0}", problem.toString());
    }

    private static void refuse(Session session, String reason) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, reason));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
