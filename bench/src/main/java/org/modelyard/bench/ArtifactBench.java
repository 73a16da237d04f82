package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Random;
import org.modelyard.platform.model.Sha256;

/** One file of made bytes to a running server and back, as fast as it goes: client and server share the machine. */
public final class ArtifactBench {

    private static final int PIECE = 1 << 18;
    private static final double LEAST = 300;
    private static final double MEGABYTE = 1e6;

    private final int port;
    private final String token;
    private final long bytes;
    private final byte[] piece = new byte[PIECE];

    private ArtifactBench(int port, String token, long bytes) {
        this.port = port;
        this.token = token;
        this.bytes = bytes;
        new Random(77).nextBytes(piece);
    }

    /** @param arguments port, token, MiB of the file, the server's process id or an empty text */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        long mib = Long.parseLong(arguments[2]);
        ArtifactBench bench = new ArtifactBench(Integer.parseInt(arguments[0]), arguments[1], mib << 20);
        String file = "a file of " + mib + " MiB, ";
        System.out.println(Row.HEAD);
        System.out.println(Row.plain("SHA-256 alone, one thread", Row.format(bench.hashing()) + " MB/s"));
        String before = resident(arguments[3]);
        String path = "/models/bench-artifacts/versions/" + bench.version() + "/artifacts/checkpoint";
        System.out.println(Row.atLeast(file + "up, hashed", bench.upload(path), " MB/s", LEAST));
        System.out.println(Row.atLeast(file + "down, verified", bench.download(path), " MB/s", LEAST));
        System.out.println(Row.atLeast(file + "down again", bench.download(path), " MB/s", LEAST));
        if (!before.isEmpty()) {
            System.out.println(Row.plain(file + "resident before, after", before + ", " + resident(arguments[3])));
        }
    }

    private double hashing() {
        MessageDigest digest = Sha256.digest();
        for (int round = 0; ; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < 4_000; i++) {
                digest.update(piece);
            }
            double rate = rate(4_000L * PIECE, begin);
            if (round == 2) { // compiled by now
                return rate;
            }
        }
    }

    private String version() throws IOException {
        try (Client client = new Client(port, token)) {
            return client.json(
                            "/models/bench-artifacts/versions",
                            "{\"task\":\"CLASSIFICATION\",\"elsewhere\":{\"architecture\":\"made bytes\"}}")
                    .path("version")
                    .asText();
        }
    }

    private double upload(String path) throws IOException {
        String upload;
        try (Client client = new Client(port, token)) {
            JsonNode begun = client.json("/uploads", "{\"bytes\":" + bytes + "}");
            upload = begun.path("id").asText();
        }
        long begin = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head("PATCH", "/uploads/" + upload, bytes, "Upload-Offset: 0\r\n"));
            for (long sent = 0; sent < bytes; sent += PIECE) {
                ByteBuffer.wrap(piece).putLong(sent).putLong(begin); // no block is like another
                out.write(piece, 0, (int) Math.min(PIECE, bytes - sent));
            }
            answered(new BufferedInputStream(socket.getInputStream()));
        }
        double rate = rate(bytes, begin);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head("PUT", path + "?upload=" + upload, 0, ""));
            answered(new BufferedInputStream(socket.getInputStream()));
        }
        return rate;
    }

    private double download(String path) throws IOException {
        long begin = System.nanoTime();
        long read = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head("GET", path, 0, ""));
            InputStream in = new BufferedInputStream(socket.getInputStream(), PIECE);
            answered(in);
            byte[] buffer = new byte[PIECE];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                read += n;
            }
        }
        if (read != bytes) {
            throw new IOException(read + " of " + bytes + " bytes came back");
        }
        return rate(bytes, begin);
    }

    private byte[] head(String method, String path, long length, String more) {
        return (method + " /api/v1" + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Type: application/octet-stream\r\n" + more + "Content-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads up to the answer's body. */
    private static void answered(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the connection was closed: " + head);
            }
            head.append((char) c);
        }
        if (!head.toString().startsWith("HTTP/1.1 20")) {
            throw new IOException(head + new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static double rate(long bytes, long begin) {
        return bytes / MEGABYTE / ((System.nanoTime() - begin) / 1e9);
    }

    private static String resident(String pid) throws IOException {
        if (pid.isEmpty()) {
            return "";
        }
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                .findFirst()
                .orElse("");
    }
}
