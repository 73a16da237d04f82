package org.modelyard.training.api;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** A client of server-sent events. */
record SseListener(SseEventSink sink, Sse sse) implements TrainingStream.Listener {

    @Override
    public boolean gone() {
        return sink.isClosed();
    }

    @Override
    public void event(String name, String json) {
        dispatch(sse.newEvent(name, json));
    }

    @Override
    public void stillHere() {
        dispatch(sse.newEventBuilder().comment("still here").build());
    }

    private void dispatch(OutboundSseEvent event) {
        sink.send(event).exceptionally(gone -> {
            close();
            return null;
        });
    }

    @Override
    public void close() {
        sink.close();
    }
}
