package org.modelyard.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server process with a home of its own, and what the operating system says of it. */
final class ServerUnderTest implements AutoCloseable {

    static final String TOKEN = "bench-token-0123456789-abcdefghijklmn";
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final long POLL_NANOS = 20_000_000;
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final int port;
    private final double secondsToReady;

    private ServerUnderTest(Process process, int port, double secondsToReady) {
        this.process = process;
        this.port = port;
        this.secondsToReady = secondsToReady;
    }

    /**
     * Starts and waits for {@code /health}.
     *
     * @param command everything behind {@code java}
     */
    static ServerUnderTest start(Path home, List<String> command, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("server.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "MODELYARD_HOME",
                        home.toString(),
                        "MODELYARD_HTTP_PORT",
                        Integer.toString(port),
                        "MODELYARD_HTTP_ADDRESS",
                        "127.0.0.1",
                        "MODELYARD_ADMIN_TOKEN",
                        TOKEN));
        builder.environment().putAll(settings);
        long start = System.nanoTime();
        Process process = builder.start();
        byte[] health = Connection.request("GET", "/health", TOKEN, "text/plain", new byte[0]);
        while (System.nanoTime() - start < LONGEST_START.toNanos()) {
            if (process.waitFor(0, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server ended; see " + home.resolve("server.log"));
            }
            if (answers(port, health)) {
                return new ServerUnderTest(process, port, (System.nanoTime() - start) / 1e9);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server was not ready within " + LONGEST_START);
    }

    private static boolean answers(int port, byte[] health) {
        try (Connection connection = new Connection(port)) {
            return connection.send(health) == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    double secondsToReady() {
        return secondsToReady;
    }

    /** Resident memory in MiB. */
    double residentMiB() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            String line = lines.filter(text -> text.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no VmRSS for process " + pid()));
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
    }

    /** Processor time used so far, user and system, in seconds. */
    double cpuSeconds() throws IOException {
        return cpuSeconds(Path.of("/proc/" + pid()));
    }

    /** That part of it which the compilers of the virtual machine have used. */
    double compilerSeconds() throws IOException {
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid() + "/task"))) {
            for (Path thread : threads) {
                seconds += compilerSeconds(thread);
            }
        }
        return seconds;
    }

    private static double compilerSeconds(Path thread) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm"));
            return name.startsWith("C1 Comp") || name.startsWith("C2 Comp") ? cpuSeconds(thread) : 0;
        } catch (NoSuchFileException ended) { // threads come and go
            return 0;
        }
    }

    private static double cpuSeconds(Path processOrThread) throws IOException {
        String stat = Files.readString(processOrThread.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
    }
}
