package org.modelyard.platform.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the text of a setting comes from. */
@FunctionalInterface
public interface SettingSource {

    String FILE = "modelyard.properties";

    @Nullable
    String text(String key);

    /**
     * The value, or the default where nothing was written.
     *
     * @throws WrongSetting when the text is not allowed
     */
    default <T> T get(Setting<T> setting) {
        String text = text(setting.key());
        return setting.parse(text == null ? setting.fallback() : text);
    }

    /**
     * System properties, then environment variables, then the file: the order that MicroProfile Config keeps too, for
     * code that runs outside its reach (launcher, data source).
     */
    static SettingSource of(Map<String, String> properties, Map<String, String> environment, Map<String, String> file) {
        return key -> {
            String property = properties.get(key);
            if (property != null) {
                return property;
            }
            String variable = environment.get(Setting.text(key, "", "", "").variable());
            return variable != null ? variable : file.get(key);
        };
    }

    /** This process's own sources. */
    static SettingSource ofProcess() {
        Properties all = System.getProperties();
        Map<String, String> properties =
                all.stringPropertyNames().stream().collect(Collectors.toMap(Function.identity(), all::getProperty));
        return of(properties, System.getenv(), file(Path.of("")));
    }

    /**
     * {@code modelyard.properties} of the directory; empty where there is none.
     *
     * @throws WrongSetting when it names a key that no setting has
     */
    static Map<String, String> file(Path directory) {
        Path path = directory.resolve(FILE).toAbsolutePath();
        if (!Files.exists(path)) {
            return Map.of();
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        Set<String> known = Configuration.settings().stream().map(Setting::key).collect(Collectors.toSet());
        for (String key : read.stringPropertyNames()) {
            if (!known.contains(key)) {
                throw new WrongSetting(key, read.getProperty(key), "no such key; see docs/configuration.md");
            }
        }
        return read.stringPropertyNames().stream().collect(Collectors.toMap(Function.identity(), read::getProperty));
    }
}
