package org.modelyard.platform.settings;

import java.util.List;

/** Runs trained elsewhere. */
public record RunSettings(long artifactBytes) {

    private static final Setting<Long> ARTIFACT = Setting.bytes(
            "modelyard.run.artifact", "2GiB", "1KiB", "1TiB", "Largest artifact of a run trained elsewhere.");

    static final List<Setting<?>> SETTINGS = List.of(ARTIFACT);

    static RunSettings from(SettingSource source) {
        return new RunSettings(source.get(ARTIFACT));
    }
}
