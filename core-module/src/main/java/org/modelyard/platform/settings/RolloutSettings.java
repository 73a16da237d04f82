package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/** Versions that come into service step by step. */
public record RolloutSettings(Duration look) {

    private static final Setting<Duration> LOOK = Setting.duration(
            "modelyard.rollout.look",
            "PT5S",
            "PT0.5S",
            "PT15S",
            "How often each rollout is looked at: its candidate is tried, what was counted is judged, and the next step begins.");

    static final List<Setting<?>> SETTINGS = List.of(LOOK);

    static RolloutSettings from(SettingSource source) {
        return new RolloutSettings(source.get(LOOK));
    }
}
