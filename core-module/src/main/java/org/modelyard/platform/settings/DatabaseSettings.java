package org.modelyard.platform.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * Where rows live: H2 below home when no address is given, else MariaDB.
 *
 * @param url empty for the embedded database
 */
public record DatabaseSettings(String url, String user, String password) {

    private static final Setting<String> URL = new Setting<>(
            "modelyard.db.url",
            "",
            "empty (embedded H2 below home) or jdbc:mariadb://host:port/database",
            "Address of the database.",
            false,
            text -> {
                if (!text.isEmpty() && !text.startsWith("jdbc:mariadb://") && !text.startsWith("jdbc:h2:")) {
                    throw new IllegalArgumentException();
                }
                return text;
            });
    private static final Setting<String> USER =
            Setting.text("modelyard.db.user", "", "a database user", "User of the database.");
    private static final Setting<String> PASSWORD =
            Setting.secret("modelyard.db.password", "a password", "Password of the database.");

    static final List<Setting<?>> SETTINGS = List.of(URL, USER, PASSWORD);

    static DatabaseSettings from(SettingSource source) {
        return new DatabaseSettings(source.get(URL), source.get(USER), source.get(PASSWORD));
    }

    public boolean mariaDb() {
        return url.startsWith("jdbc:mariadb:");
    }

    /** The address of the application's tables. H2 would keep a commit in memory for half a second: with no delay it is in the file. */
    public String applicationUrl(Path home) {
        return url.isEmpty()
                ? "jdbc:h2:file:" + home.resolve("modelyard") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"
                : url;
    }

    /**
     * The address of the batch repository: a file of its own on H2; on MariaDB the same schema, under the name that
     * jbatch recognises.
     */
    public String batchUrl(Path home) {
        if (mariaDb()) {
            return url + (url.contains("?") ? "&" : "?") + "useMysqlMetadata=true";
        }
        return "jdbc:h2:file:" + home.resolve("jbatch") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    }
}
