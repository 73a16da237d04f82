package org.modelyard.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.modelyard.platform.settings.AccessSettings;
import org.modelyard.platform.settings.ArtifactSettings;
import org.modelyard.platform.settings.BackupSettings;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.platform.settings.DatabaseSettings;
import org.modelyard.platform.settings.DatasetSettings;
import org.modelyard.platform.settings.MonitoringSettings;
import org.modelyard.platform.settings.OnnxSettings;
import org.modelyard.platform.settings.RemoteSettings;
import org.modelyard.platform.settings.RolloutSettings;
import org.modelyard.platform.settings.RunSettings;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.platform.settings.StoreSettings;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.platform.settings.UpkeepSettings;

/** The configuration, read once; each feature injects its own record. */
@ApplicationScoped
public class ConfiguredSettings {

    private final Configuration configuration = Configuration.read(ConfiguredSettings::text);

    private static @org.jspecify.annotations.Nullable String text(String key) {
        Config config = ConfigProvider.getConfig();
        return config.getOptionalValue(key, String.class).orElse(null);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ServerSettings server() {
        return configuration.server();
    }

    @Produces
    @Singleton
    DatabaseSettings database() {
        return configuration.database();
    }

    @Produces
    @Singleton
    AccessSettings access() {
        return configuration.access();
    }

    @Produces
    @Singleton
    DatasetSettings dataset() {
        return configuration.dataset();
    }

    @Produces
    @Singleton
    RemoteSettings remote() {
        return configuration.remote();
    }

    @Produces
    @Singleton
    OnnxSettings onnx() {
        return configuration.onnx();
    }

    @Produces
    @Singleton
    TrainingSettings training() {
        return configuration.training();
    }

    @Produces
    @Singleton
    RunSettings runs() {
        return configuration.runs();
    }

    @Produces
    @Singleton
    StoreSettings store() {
        return configuration.store();
    }

    @Produces
    @Singleton
    ArtifactSettings artifacts() {
        return configuration.artifacts();
    }

    @Produces
    @Singleton
    ServingSettings serving() {
        return configuration.serving();
    }

    @Produces
    @Singleton
    RolloutSettings rollouts() {
        return configuration.rollouts();
    }

    @Produces
    @Singleton
    MonitoringSettings monitoring() {
        return configuration.monitoring();
    }

    @Produces
    @Singleton
    BackupSettings backup() {
        return configuration.backup();
    }

    @Produces
    @Singleton
    UpkeepSettings upkeep() {
        return configuration.upkeep();
    }
}
