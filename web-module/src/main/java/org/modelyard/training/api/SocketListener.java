package org.modelyard.training.api;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A client of a WebSocket: an event is a text {@code {"event":"progress","data":{…}}}. One text is on its way at a time, the others
 * wait; a client that takes none is let go.
 */
final class SocketListener implements TrainingStream.Listener {

    private static final System.Logger LOG = System.getLogger(SocketListener.class.getName());
    private static final int MOST_WAITING = 1_000;

    private final Session session;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean closing;

    SocketListener(Session session) {
        this.session = session;
    }

    @Override
    public synchronized boolean gone() {
        return closing || !session.isOpen();
    }

    @Override
    public synchronized void event(String name, String json) {
        if (gone()) {
            return;
        }
        waiting.add("{\"event\":\"" + name + "\",\"data\":" + json + "}");
        if (waiting.size() > MOST_WAITING) {
            waiting.clear();
            close();
        }
        sendNext();
    }

    private void sendNext() {
        if (sending) {
            return;
        }
        String next = waiting.poll();
        if (next != null) {
            sending = true;
            session.getAsyncRemote().sendText(next, result -> sent(result.isOK()));
        } else if (closing) {
            end();
        }
    }

    private synchronized void sent(boolean ok) {
        sending = false;
        if (!ok) {
            waiting.clear();
            closing = true;
        }
        sendNext();
    }

    @Override
    public synchronized void stillHere() {
        try {
            if (!sending && !gone()) {
                session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            }
        } catch (IOException e) {
            waiting.clear();
            close();
        }
    }

    /** Once what waits has left. */
    @Override
    public synchronized void close() {
        closing = true;
        sendNext();
    }

    private void end() {
        try {
            session.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client was gone before its socket was closed: {0}", e.toString());
        }
    }
}
