package org.modelyard.training.api;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** Puts {@link TrainingSocket} in its place. By annotation the container found it at some starts and not at others. */
@WebListener
public class TrainingSockets implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (!(event.getServletContext().getAttribute(ServerContainer.class.getName())
                instanceof ServerContainer container)) {
            throw new IllegalStateException("the server has no WebSockets");
        }
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(TrainingSocket.class, TrainingSocket.PATH)
                    .configurator(new TrainingSocket.ByToken())
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException("the socket of training jobs cannot be opened", e);
        }
    }
}
