package org.modelyard.rollout.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.service.RecordedTimers;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.serving.service.ShadowMirror;
import org.modelyard.serving.service.Wired;

class RolloutWatchTest {

    /** A fifth of the time between two looks, which the lock of the cluster keeps apart. */
    @Test
    void it_tries_to_look_as_often_as_the_setting_says() {
        RecordedTimers timers = new RecordedTimers();
        Wired.with(
                        new RolloutWatch(),
                        new RolloutLooks(),
                        new CandidateProbes(),
                        new ShadowMirror(),
                        new MirrorLedger(),
                        timers,
                        Configuration.read(key -> key.equals("modelyard.rollout.look") ? "PT2S" : null)
                                .rollouts())
                .start();
        assertThat(timers.of("rollouts").pause()).isEqualTo(Duration.ofMillis(400));
        assertThat(Configuration.read(key -> null).rollouts().look()).isEqualTo(Duration.ofSeconds(5));
    }
}
