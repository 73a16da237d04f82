package org.modelyard.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.platform.settings.Configuration;

/** Payara Micro's arguments, made from the configuration. */
final class ServerArguments {

    private ServerArguments() {}

    static List<String> of(Configuration configuration) throws IOException {
        Path commands = configuration.server().home().resolve("preboot.asadmin");
        Files.write(commands, preBoot(configuration));
        int threads = configuration.server().httpThreads();
        return List.of(
                "--disablephonehome",
                "--port",
                Integer.toString(configuration.server().httpPort()),
                "--maxhttpthreads",
                Integer.toString(threads),
                "--minhttpthreads",
                Integer.toString(Math.min(threads, 4)),
                "--prebootcommandfile",
                commands.toString());
    }

    /** One node needs no data grid; the batch repository must be named before the server boots. */
    private static List<String> preBoot(Configuration configuration) {
        List<String> lines = new ArrayList<>();
        lines.add("set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false");
        lines.add(
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address="
                        + configuration.server().httpAddress());
        // a client keeps its connection: the default closes each after 256 requests
        lines.add(
                "set configs.config.server-config.network-config.protocols.protocol.http-listener.http.max-connections=-1");
        String batch = "set configs.config.server-config.batch-runtime-configuration.";
        lines.add(batch + "data-source-lookup-name=java:global/modelyard/batch");
        lines.add(batch + "table-prefix=JB_");
        if (configuration.database().mariaDb()) {
            lines.add(batch + "schema-name=" + schema(configuration.database().url()));
        }
        return lines;
    }

    /** The database's name in {@code jdbc:mariadb://host:port/name?options}. */
    static String schema(String url) {
        String path = url.substring(url.lastIndexOf('/') + 1);
        int options = path.indexOf('?');
        return options < 0 ? path : path.substring(0, options);
    }
}
