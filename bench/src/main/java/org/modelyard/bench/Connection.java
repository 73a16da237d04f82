package org.modelyard.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection on plain blocking sockets: on two cores a heavier client would be what is
 * measured. Reads answers with a {@code Content-Length} and chunked ones.
 */
final class Connection implements AutoCloseable {

    private static final int BUFFER = 16 << 10;

    private final int port;
    private Socket socket;
    private OutputStream out;
    private InputStream in;
    private final byte[] line = new byte[BUFFER];

    /** The last answer's body; valid until the next request. */
    private byte[] body = new byte[0];

    Connection(int port) throws IOException {
        this.port = port;
        socket = connect(port);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connect(port);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** A whole request as bytes, made once and sent often. */
    static byte[] request(String method, String path, String token, String contentType, byte[] content) {
        return request(method, path, token, contentType, "", content);
    }

    /** @param more headers, each with its end of line */
    static byte[] request(String method, String path, String token, String contentType, String more, byte[] content) {
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + content.length + "\r\n" + more
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    /** @return the status */
    int send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        String status = readLine();
        int length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                last = lower.contains("close");
            }
        }
        body = chunked ? readChunks() : in.readNBytes(Math.max(0, length));
        if (last) {
            reconnect();
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    byte[] body() {
        return body;
    }

    /** Sends a request and breaks the connection off without waiting for the answer. */
    void abandon(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        reconnect();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] readChunks() throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.write(in.readNBytes(size));
            readLine();
        }
        readLine();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
    }

    private String readLine() throws IOException {
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            line[length++] = (byte) c;
        }
        return new String(line, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
