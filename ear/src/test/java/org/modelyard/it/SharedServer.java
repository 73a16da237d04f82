package org.modelyard.it;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests the process's server of one database: started when first asked for, killed when the process ends. Where two processes share the
 * test classes, each class is a run of its own to JUnit: what is kept by its root would be started again for each.
 */
class SharedServer implements ParameterResolver, AfterTestExecutionCallback {

    private static final Map<Database, ModelyardServer> SERVERS = new ConcurrentHashMap<>();
    private static final Map<String, String> SETTINGS =
            Map.of("MODELYARD_REMOTE_HOSTS", ModelElsewhere.host(), "MODELYARD_ROLLOUT_LOOK", "PT1S");

    private final Database database;

    SharedServer(Database database) {
        this.database = database;
    }

    /** For use by annotation. */
    static final class OnH2Server extends SharedServer {
        OnH2Server() {
            super(Database.H2);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ModelyardServer.class;
    }

    @Override
    public ModelyardServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server();
    }

    private ModelyardServer server() {
        return SERVERS.computeIfAbsent(database, SharedServer::start);
    }

    private static ModelyardServer start(Database database) {
        ModelyardServer started = ModelyardServer.start(database, SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "server-close"));
        return started;
    }

    @Override
    @SuppressWarnings("SystemOut") // beside the failure in the report
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException()
                .filter(thrown -> !(thrown instanceof TestAbortedException)) // skipped
                .isPresent()) {
            System.out.println(
                    "Log of the server that " + context.getDisplayName() + " failed with, " + server().logTail());
        }
    }
}
