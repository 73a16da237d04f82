package org.modelyard.batch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.batch.model.Lease;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.serving.service.Wired;

class LivingNodesTest {

    private static final UUID ID = new UUID(1, 2);

    private final List<String> taken = new ArrayList<>();
    private final List<Runnable> beats = new ArrayList<>();
    private boolean away;

    private final LivingNodes nodes = Wired.with(
            new LivingNodes(),
            new JobLeases() {
                @Override
                public Optional<Lease> acquire(String name) {
                    if (away) {
                        throw new IllegalStateException("the database is away");
                    }
                    taken.add(name);
                    return Optional.of(new Lease(name, "here", 1));
                }

                @Override
                public boolean renew(Lease lease) {
                    return true;
                }
            },
            new Node() {
                @Override
                public UUID id() {
                    return ID;
                }
            },
            Configuration.read(key -> null).training(),
            new Timers() {
                @Override
                public void every(String name, Duration pause, Runnable work) {
                    beats.add(work);
                }
            });

    @Test
    void a_node_lives_from_its_start_on() {
        nodes.begin();
        assertThat(taken).containsExactly("node/" + ID);
        beats.forEach(Runnable::run);
        assertThat(taken).as("it is renewed").hasSize(1);
    }

    @Test
    void a_node_that_starts_while_the_database_is_away_lives_from_the_next_beat_on() {
        away = true;
        nodes.begin();
        away = false;
        beats.forEach(Runnable::run);
        assertThat(taken).containsExactly("node/" + ID);
    }
}
