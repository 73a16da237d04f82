package org.modelyard.access.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.modelyard.platform.settings.ServerSettings;

/** Prepares the first administrator at the start, and prints the set-up link where nobody can log in yet. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class Welcome {

    @Inject
    private FirstStart firstStart;

    @Inject
    private ServerSettings server;

    /** To the standard output and not to the log: a log is kept and shipped, a secret must not be. */
    @PostConstruct
    @SuppressWarnings("SystemOut")
    void greet() {
        firstStart
                .prepare()
                .ifPresent(secret -> System.out.println(
                        "\nModelyard has no administrator yet. Open this link once to set a password:\n"
                                + "  http://localhost:" + server.httpPort() + "/console/setup?link=" + secret + "\n"));
    }
}
