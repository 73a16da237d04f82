package org.modelyard.batch.service;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The waiting work of one kind. Each call is a transaction of its own. */
public interface WorkQueue {

    /** After which a claim without a running job is given up. */
    Duration PATIENCE = Duration.ofMinutes(1);

    int MOST_AT_ONCE = 50;

    /** Oldest first. */
    List<WaitingWork> waiting();

    /** Work whose job has begun and has not come to an end; oldest first. */
    List<WaitingWork> begun();

    /** It comes to nothing, unless it has ended; when its job is restarted it runs again. */
    void fail(UUID id, String problem);

    /** @return whether the caller is to start the job now */
    boolean claim(UUID id);
}
