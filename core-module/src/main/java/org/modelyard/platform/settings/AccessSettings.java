package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/**
 * First administrator, tokens and console sessions.
 *
 * @param adminPassword empty when none was given
 * @param adminToken empty when none was given
 * @param passwordRounds of PBKDF2, for passwords that are set from now on
 */
public record AccessSettings(
        String adminPassword,
        String adminToken,
        Duration tokenLifetime,
        Duration session,
        int failuresBeforeDelay,
        int passwordRounds) {

    private static final Setting<String> PASSWORD = new Setting<>(
            "modelyard.admin.password",
            "",
            "at least 12 characters",
            "Password of the user `admin`, read at the first start only.",
            true,
            text -> atLeast(12, text));
    private static final Setting<String> TOKEN = new Setting<>(
            "modelyard.admin.token",
            "",
            "at least 32 characters",
            "An API token for `admin`, read at the first start only.",
            true,
            text -> atLeast(32, text));
    private static final Setting<Duration> LIFETIME = Setting.duration(
            "modelyard.token.lifetime", "P365D", "PT1M", "P3650D", "Lifetime of a new API token that states none.");
    private static final Setting<Duration> SESSION = Setting.duration(
            "modelyard.console.session",
            "PT8H",
            "PT5M",
            "P7D",
            "A console session ends after this time without a request.");
    private static final Setting<Integer> FAILURES = Setting.integer(
            "modelyard.login.failures",
            5,
            1,
            1_000,
            "failures",
            "Failed logins of one user from one address before further ones wait a minute.");

    private static final Setting<Integer> ROUNDS = Setting.integer(
            "modelyard.password.rounds",
            600_000,
            10_000,
            10_000_000,
            "rounds",
            "Rounds of PBKDF2 with HMAC-SHA-256 for passwords that are set from now on: the work of each log-in, and of each guess at a stolen hash."
                    + " Passwords that are there keep theirs until they are set anew.");

    static final List<Setting<?>> SETTINGS = List.of(PASSWORD, TOKEN, LIFETIME, SESSION, FAILURES, ROUNDS);

    static AccessSettings from(SettingSource source) {
        return new AccessSettings(
                source.get(PASSWORD),
                source.get(TOKEN),
                source.get(LIFETIME),
                source.get(SESSION),
                source.get(FAILURES),
                source.get(ROUNDS));
    }

    private static String atLeast(int length, String text) {
        if (!text.isEmpty() && text.length() < length) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
