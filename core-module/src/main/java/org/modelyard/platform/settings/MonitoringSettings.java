package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/**
 * Drift checks and alerts.
 *
 * @param alpha false alarms: chance that a whole report cries drift though nothing changed
 */
public record MonitoringSettings(
        Duration driftEvery, Duration driftWindow, int minRows, double alpha, Duration coolDown, Duration histograms) {

    private static final Setting<Duration> EVERY = Setting.duration(
            "modelyard.drift.every", "PT1H", "PT1S", "P30D", "How often each deployment is checked for drift.");
    private static final Setting<Duration> WINDOW =
            Setting.duration("modelyard.drift.window", "PT24H", "PT1H", "P90D", "Window of a check that states none.");
    private static final Setting<Integer> MIN_ROWS = Setting.integer(
            "modelyard.drift.rows", 200, 30, 1_000_000, "rows", "Fewer predictions than this in a window are TOO_FEW.");
    private static final Setting<Double> ALPHA = Setting.decimal(
            "modelyard.drift.alpha",
            0.01,
            0.000001,
            0.2,
            "Chance that a report cries drift though nothing changed (family-wise over its features).");
    private static final Setting<Duration> COOL_DOWN = Setting.duration(
            "modelyard.alert.cooldown", "PT6H", "PT0S", "P30D", "The same alert is not raised again within this time.");
    private static final Setting<Duration> HISTOGRAMS = Setting.duration(
            "modelyard.histogram.retention",
            "P90D",
            "P1D",
            "P3650D",
            "How long hourly histograms, drift checks and their reports are kept.");

    static final List<Setting<?>> SETTINGS = List.of(EVERY, WINDOW, MIN_ROWS, ALPHA, COOL_DOWN, HISTOGRAMS);

    static MonitoringSettings from(SettingSource source) {
        return new MonitoringSettings(
                source.get(EVERY),
                source.get(WINDOW),
                source.get(MIN_ROWS),
                source.get(ALPHA),
                source.get(COOL_DOWN),
                source.get(HISTOGRAMS));
    }
}
