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

    /** @return whether the caller is to start the job now */
    boolean claim(UUID id);
}
