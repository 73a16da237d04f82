package org.modelyard.platform.settings;

import java.util.List;
import java.util.stream.Stream;

/** All settings, read together: what the launcher checks before anything starts and the documentation lists. */
public record Configuration(
        ServerSettings server,
        DatabaseSettings database,
        AccessSettings access,
        DatasetSettings dataset,
        TrainingSettings training,
        RunSettings runs,
        StoreSettings store,
        ArtifactSettings artifacts,
        ServingSettings serving,
        RolloutSettings rollouts,
        OnnxSettings onnx,
        RemoteSettings remote,
        MonitoringSettings monitoring,
        BackupSettings backup,
        UpkeepSettings upkeep) {

    /** Every declared setting, feature by feature. */
    public static List<Setting<?>> settings() {
        return Stream.of(
                        ServerSettings.SETTINGS,
                        DatabaseSettings.SETTINGS,
                        AccessSettings.SETTINGS,
                        DatasetSettings.SETTINGS,
                        TrainingSettings.SETTINGS,
                        RunSettings.SETTINGS,
                        StoreSettings.SETTINGS,
                        ArtifactSettings.SETTINGS,
                        ServingSettings.SETTINGS,
                        RolloutSettings.SETTINGS,
                        OnnxSettings.SETTINGS,
                        RemoteSettings.SETTINGS,
                        MonitoringSettings.SETTINGS,
                        BackupSettings.SETTINGS,
                        UpkeepSettings.SETTINGS)
                .<Setting<?>>flatMap(List::stream)
                .toList();
    }

    /**
     * @throws WrongSetting for the first value that is not allowed
     */
    public static Configuration read(SettingSource source) {
        return new Configuration(
                ServerSettings.from(source),
                DatabaseSettings.from(source),
                AccessSettings.from(source),
                DatasetSettings.from(source),
                TrainingSettings.from(source),
                RunSettings.from(source),
                StoreSettings.from(source),
                ArtifactSettings.from(source),
                ServingSettings.from(source),
                RolloutSettings.from(source),
                OnnxSettings.from(source),
                RemoteSettings.from(source),
                MonitoringSettings.from(source),
                BackupSettings.from(source),
                UpkeepSettings.from(source));
    }
}
