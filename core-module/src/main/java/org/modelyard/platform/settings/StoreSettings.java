package org.modelyard.platform.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where artifacts lie. All but the kind is of a bucket that speaks S3.
 *
 * @param endpoint of whatever speaks S3
 * @param prefix of every key; empty, or ending with a slash
 * @param pathStyle whether the bucket's name stands in the path instead of the host
 */
public record StoreSettings(
        Kind kind,
        String endpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        String key,
        String secret) {

    /** What artifacts lie in. */
    public enum Kind {
        /** Files below home. */
        FILE,
        /** Objects of a bucket. */
        S3
    }

    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX_NAME = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*");

    private static final Setting<Kind> STORE = Setting.choice(
            "modelyard.artifacts.store",
            Kind.FILE,
            "`file`: artifacts lie below home; `s3`: in a bucket. What was stored before is not moved.");
    private static final Setting<String> ENDPOINT = new Setting<>(
            "modelyard.s3.endpoint",
            "",
            "an address like https://s3.example.org; needed when modelyard.artifacts.store is s3",
            "Where the store speaks S3.",
            false,
            StoreSettings::address);
    private static final Setting<String> REGION =
            Setting.text("modelyard.s3.region", "us-east-1", "a region's name", "Region that requests are signed for.");
    private static final Setting<String> BUCKET = matching(
            "modelyard.s3.bucket",
            "",
            "a bucket's name; needed when modelyard.artifacts.store is s3",
            "Bucket that artifacts lie in; it must exist.",
            BUCKET_NAME);
    private static final Setting<String> PREFIX = matching(
            "modelyard.s3.prefix",
            "modelyard/",
            "words of letters, digits, `.`, `_` and `-`, each with a slash behind it; or empty",
            "Beginning of every key in the bucket.",
            PREFIX_NAME);
    private static final Setting<Boolean> PATH_STYLE = Setting.flag(
            "modelyard.s3.path-style", true, "Whether the bucket stands in the path of addresses, not in their host.");
    private static final Setting<String> KEY = Setting.text(
            "modelyard.s3.key",
            "",
            "an access key's id; needed when modelyard.artifacts.store is s3",
            "Access key's id.");
    private static final Setting<String> SECRET = Setting.secret(
            "modelyard.s3.secret", "needed when modelyard.artifacts.store is s3", "Access key's secret.");

    static final List<Setting<?>> SETTINGS = List.of(STORE, ENDPOINT, REGION, BUCKET, PREFIX, PATH_STYLE, KEY, SECRET);

    /** @throws WrongSetting also for one that a bucket needs and that is missing */
    public static StoreSettings from(SettingSource source) {
        Kind kind = source.get(STORE);
        boolean needed = kind == Kind.S3;
        return new StoreSettings(
                kind,
                given(source, ENDPOINT, needed),
                given(source, REGION, needed),
                given(source, BUCKET, needed),
                source.get(PREFIX),
                source.get(PATH_STYLE),
                given(source, KEY, needed),
                given(source, SECRET, needed));
    }

    private static String given(SettingSource source, Setting<String> setting, boolean needed) {
        String value = source.get(setting);
        if (needed && value.isEmpty()) {
            throw new WrongSetting(setting.key(), value, setting.allowed());
        }
        return value;
    }

    /** As environment variables, for a process of ours that reads the same. */
    public Map<String, String> environment() {
        return Map.of(
                STORE.variable(), kind.name().toLowerCase(Locale.ROOT),
                ENDPOINT.variable(), endpoint,
                REGION.variable(), region,
                BUCKET.variable(), bucket,
                PREFIX.variable(), prefix,
                PATH_STYLE.variable(), Boolean.toString(pathStyle),
                KEY.variable(), key,
                SECRET.variable(), secret);
    }

    private static Setting<String> matching(
            String key, String fallback, String allowed, String meaning, Pattern pattern) {
        return new Setting<>(key, fallback, allowed, meaning, false, text -> {
            if (!text.isEmpty() && !pattern.matcher(text).matches()) {
                throw new IllegalArgumentException();
            }
            return text;
        });
    }

    private static String address(String text) {
        if (text.isEmpty()) {
            return text;
        }
        URI address = URI.create(text);
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null || address.getQuery() != null) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    /** Never with the secret: records are written to logs. */
    @Override
    public String toString() {
        return kind + " " + endpoint + " " + bucket + "/" + prefix;
    }
}
