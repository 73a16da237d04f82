package org.modelyard.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/configuration.md are made from the declared settings: no key is missing, none is made up. */
class ConfigurationPageTest {

    private static final String BEGIN = "<!-- settings: made from the code, do not edit -->\n";
    private static final String END = "<!-- end of settings -->\n";

    private static final Map<String, List<Setting<?>>> SECTIONS = sections();

    @Test
    void the_page_lists_exactly_the_settings_there_are() throws IOException {
        Path page = page();
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertThat(begin).as("the marks in " + page).isNotNegative().isLessThan(end);
        String wanted = text.substring(0, begin) + BEGIN + tables() + text.substring(end);
        Path made = Files.writeString(Files.createDirectories(Path.of("target")).resolve("configuration.md"), wanted);
        assertThat(text)
                .as("docs/configuration.md is behind the code; copy %s over it", made.toAbsolutePath())
                .isEqualTo(wanted);
    }

    @Test
    void every_setting_is_in_a_section() {
        assertThat(SECTIONS.values().stream().flatMap(List::stream).map(Setting::key))
                .containsExactlyElementsOf(
                        Configuration.settings().stream().map(Setting::key).toList());
    }

    @Test
    void every_default_is_allowed() {
        assertThat(Configuration.settings())
                .filteredOn(setting -> !setting.fallback().isEmpty())
                .allSatisfy(
                        setting -> assertThat(setting.parse(setting.fallback())).isNotNull());
    }

    @Test
    void the_page_says_that_no_gpu_is_used() throws IOException {
        assertThat(Files.readString(page())).contains("No GPU is used");
    }

    private static String tables() {
        return SECTIONS.entrySet().stream()
                .map(section -> table(section.getKey(), section.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String table(String title, List<Setting<?>> settings) {
        return "## " + title
                + "\n\n| key | environment variable | default | allowed | meaning |\n|---|---|---|---|---|\n"
                + settings.stream().map(ConfigurationPageTest::row).collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "(empty)" : "`" + setting.fallback() + "`";
        return "| `" + setting.key() + "` | `" + setting.variable() + "` | " + fallback + " | " + setting.allowed()
                + (setting.secret() ? " (secret)" : "") + " | "
                + setting.meaning().replace("|", "\\|") + " |\n";
    }

    private static Map<String, List<Setting<?>>> sections() {
        Map<String, List<Setting<?>>> sections = new LinkedHashMap<>();
        sections.put("Process and directories", ServerSettings.SETTINGS);
        sections.put("Database", DatabaseSettings.SETTINGS);
        sections.put("Access", AccessSettings.SETTINGS);
        sections.put("Datasets and imports", DatasetSettings.SETTINGS);
        sections.put("Training", TrainingSettings.SETTINGS);
        sections.put("Runs trained elsewhere", RunSettings.SETTINGS);
        sections.put("Artifact store", StoreSettings.SETTINGS);
        sections.put("Artifacts and uploads", ArtifactSettings.SETTINGS);
        sections.put("Serving and the inference log", ServingSettings.SETTINGS);
        sections.put("Rollouts", RolloutSettings.SETTINGS);
        sections.put("Imported ONNX models", OnnxSettings.SETTINGS);
        sections.put("Scorers elsewhere", RemoteSettings.SETTINGS);
        sections.put("Drift and alerts", MonitoringSettings.SETTINGS);
        sections.put("Backup and restore", BackupSettings.SETTINGS);
        sections.put("Clean-up and archiving", UpkeepSettings.SETTINGS);
        return sections;
    }

    /** Beside the root project, whichever folder the tests run in. */
    private static Path page() {
        Path here = Path.of("").toAbsolutePath();
        Path beside = here.resolve("docs/configuration.md");
        return Files.exists(beside)
                ? beside
                : here.resolve("../docs/configuration.md").normalize();
    }
}
