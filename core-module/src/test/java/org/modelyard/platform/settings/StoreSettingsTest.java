package org.modelyard.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {

    private static final Map<String, String> GOOD = Map.of(
            "modelyard.artifacts.store", "s3",
            "modelyard.s3.endpoint", "https://s3.example.org:9000",
            "modelyard.s3.bucket", "artifacts",
            "modelyard.s3.key", "id",
            "modelyard.s3.secret", "hidden-word");

    @Test
    void files_need_nothing() {
        StoreSettings settings = read(Map.of());
        assertThat(settings.kind()).isEqualTo(StoreSettings.Kind.FILE);
    }

    @Test
    void a_bucket_is_handed_on_as_it_was_read_and_never_shown_with_its_secret() {
        StoreSettings settings = read(GOOD);
        assertThat(settings.pathStyle()).isTrue();
        assertThat(settings.prefix()).isEqualTo("modelyard/");
        assertThat(StoreSettings.from(SettingSource.of(Map.of(), settings.environment(), Map.of())))
                .isEqualTo(settings);
        assertThat(settings.toString()).contains("artifacts").doesNotContain("hidden-word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelyard.s3.endpoint", "modelyard.s3.bucket", "modelyard.s3.key", "modelyard.s3.secret"})
    void what_a_bucket_needs_must_be_there(String key) {
        Map<String, String> less = new HashMap<>(GOOD);
        less.remove(key);
        assertThatThrownBy(() -> read(less)).isInstanceOf(WrongSetting.class).hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({
        "modelyard.artifacts.store,gcs",
        "modelyard.s3.endpoint,s3.example.org",
        "modelyard.s3.endpoint,ftp://s3.example.org",
        "modelyard.s3.endpoint,https://id:word@s3.example.org",
        "modelyard.s3.bucket,Not_A_Bucket",
        "modelyard.s3.bucket,../x",
        "modelyard.s3.prefix,no-slash",
        "modelyard.s3.prefix,../",
        "modelyard.s3.path-style,yes"
    })
    void what_is_wrong_is_refused(String key, String value) {
        Map<String, String> wrong = new HashMap<>(GOOD);
        wrong.put(key, value);
        assertThatThrownBy(() -> read(wrong)).isInstanceOf(WrongSetting.class).hasMessageContaining(key);
    }

    private static StoreSettings read(Map<String, String> given) {
        return StoreSettings.from(SettingSource.of(given, Map.of(), Map.of()));
    }
}
