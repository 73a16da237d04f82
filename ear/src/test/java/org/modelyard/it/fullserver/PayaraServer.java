package org.modelyard.it.fullserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A domain of its own on an unpacked Payara Server, driven by {@code asadmin} as its documentation says. */
final class PayaraServer implements AutoCloseable {

    private static final String DOMAIN = "modelyard";
    private static final int ADMIN = 48;
    private static final int HTTP = 80;
    private static final int MINUTES = 5;

    private final Path folder;
    private final Map<String, String> environment;
    private final int portBase = freePortBase();

    /** @param environment what the domain's process finds: {@code MODELYARD_HOME} and the others */
    PayaraServer(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    void create() throws IOException, InterruptedException {
        Path old = folder.resolve("glassfish/domains/" + DOMAIN);
        if (Files.exists(old)) {
            asadmin("delete-domain", DOMAIN);
        }
        asadmin("create-domain", "--portbase", Integer.toString(portBase), "--nopassword", DOMAIN);
        asadmin("start-domain", DOMAIN);
    }

    void runScript(Path script) throws IOException, InterruptedException {
        admin("multimode", "--file", script.toString());
        asadmin("restart-domain", DOMAIN);
    }

    void deploy(Path ear) throws IOException, InterruptedException {
        admin("deploy", "--name", "modelyard", ear.toString());
    }

    void restart() throws IOException, InterruptedException {
        asadmin("restart-domain", DOMAIN);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + (portBase + HTTP));
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("glassfish/domains/" + DOMAIN + "/logs/server.log"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asadmin("stop-domain", DOMAIN);
    }

    private void admin(String command, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(portBase + ADMIN), command));
        all.addAll(List.of(arguments));
        asadmin(all.toArray(String[]::new));
    }

    private void asadmin(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve("bin/asadmin").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("asadmin", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        String said = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("asadmin " + String.join(" ", arguments) + " failed:\n" + said);
        }
    }

    /** A base whose ports for HTTP and administration are free now. */
    private static int freePortBase() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = 20_000 + 100 * random.nextInt(120);
            if (isFree(base + HTTP) && isFree(base + ADMIN)) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
