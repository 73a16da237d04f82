package org.modelyard.training.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.api.Json;
import org.modelyard.training.model.TrainingState;
import org.modelyard.training.service.TrainingJobView;

/** One client's stream: sends what differs from what it sent before. */
final class TrainingStream {

    private static final int QUIET_LOOKS = 15;

    private final Caller caller;
    private final UUID job;
    private final Listener listener;
    private @Nullable TrainingJobView sent;
    private int quiet;

    TrainingStream(Caller caller, UUID job, Listener listener) {
        this.caller = caller;
        this.job = job;
        this.listener = listener;
    }

    /** Where it goes to. Nothing here waits for the client. */
    interface Listener {

        boolean gone();

        /** @param json the event's data */
        void event(String name, String json);

        /** Says nothing, and finds out whether anybody is there. */
        void stillHere();

        /** May be called again. */
        void close();
    }

    /** What a client gets at a change of state. */
    record StateEvent(TrainingState state, @Nullable String modelVersion, @Nullable String problem) {}

    Caller caller() {
        return caller;
    }

    UUID job() {
        return job;
    }

    /** @return whether there will be more to send */
    synchronized boolean send(TrainingJobView now) {
        if (listener.gone()) {
            return false;
        }
        TrainingJobView before = sent;
        sent = now;
        boolean changed = false;
        if (before == null || !before.progress().equals(now.progress())) {
            changed = event("progress", now.progress());
        }
        if (!now.metrics().isEmpty() && (before == null || !Objects.equals(before.metrics(), now.metrics()))) {
            changed = event("metrics", now.metrics());
        }
        if (before == null || before.state() != now.state()) {
            changed = event("state", new StateEvent(now.state(), now.modelVersion(), now.problem()));
        }
        if (now.state().ended()) {
            close();
            return false;
        }
        keepAlive(changed);
        return true;
    }

    /** A comment now and then keeps proxies from closing a quiet stream, and shows whether the client is there. */
    private void keepAlive(boolean changed) {
        quiet = changed ? 0 : quiet + 1;
        if (quiet >= QUIET_LOOKS) {
            quiet = 0;
            listener.stillHere();
        }
    }

    private boolean event(String name, Object data) {
        try {
            listener.event(name, Json.MAPPER.writeValueAsString(data));
            return true;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    void close() {
        listener.close();
    }
}
