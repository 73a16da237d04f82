package org.modelyard.platform.service;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.settings.SettingSource;

/** {@code modelyard.properties} of the working directory, below environment variables in rank. */
public class PropertiesFile implements ConfigSource {

    private static final int BELOW_ENVIRONMENT = 250;

    private final Map<String, String> values = SettingSource.file(Path.of(""));

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String key) {
        return values.get(key);
    }

    @Override
    public String getName() {
        return SettingSource.FILE;
    }

    @Override
    public int getOrdinal() {
        return BELOW_ENVIRONMENT;
    }
}
