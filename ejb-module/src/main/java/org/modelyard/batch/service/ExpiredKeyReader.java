package org.modelyard.batch.service;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.settings.ServerSettings;

/** Gives the expired keys in their order. Its checkpoint is text: the cut-off, a blank, the last key given. */
@Dependent
@Named("expiredKeyReader")
public class ExpiredKeyReader extends AbstractItemReader {

    private static final int PAGE = 1_000;

    @Inject
    @BatchProperty
    private @Nullable String organisation;

    @Inject
    @BatchProperty
    private @Nullable String olderThan;

    @Inject
    private ExpiredKeys keys;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private final Deque<String> page = new ArrayDeque<>();
    private Instant before = Instant.EPOCH;
    private String last = "";

    @Override
    public void open(@Nullable Serializable checkpoint) {
        if (checkpoint instanceof String text) {
            int blank = text.indexOf(' ');
            before = Instant.parse(text.substring(0, blank));
            last = text.substring(blank + 1);
        } else {
            Duration age = Optional.ofNullable(RetentionJob.age(RetentionJob.OLDER_THAN, olderThan))
                    .orElse(settings.idempotency());
            before = clock.instant().minus(age);
        }
    }

    @Override
    public @Nullable Object readItem() {
        if (page.isEmpty()) {
            page.addAll(keys.page(Long.parseLong(String.valueOf(organisation)), before, last, PAGE));
        }
        String next = page.poll();
        if (next != null) {
            last = next;
        }
        return next;
    }

    @Override
    public Serializable checkpointInfo() {
        return before + " " + last;
    }
}
