package org.modelyard.it;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the run's server of one database: started when first asked for, killed at the end of the run. */
class SharedServer implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace SERVERS = Namespace.create(SharedServer.class);
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
        return server(context);
    }

    private ModelyardServer server(ExtensionContext context) {
        return context.getRoot()
                .getStore(SERVERS)
                .getOrComputeIfAbsent(
                        database, any -> ModelyardServer.start(database, SETTINGS), ModelyardServer.class);
    }

    @Override
    @SuppressWarnings("SystemOut") // beside the failure in the report
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.out.println("Log of the server that " + context.getDisplayName() + " failed with, "
                    + server(context).logTail());
        }
    }
}
