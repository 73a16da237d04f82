package org.modelyard.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Sha256;
import org.modelyard.platform.settings.AccessSettings;

/**
 * Making and checking secrets. Passwords: PBKDF2 with HMAC-SHA-256, 600,000 rounds (OWASP's advice of 2023) where the
 * configuration does not say otherwise, 16 bytes of salt. Tokens have 256 random bits, so one SHA-256 is enough for them.
 */
@ApplicationScoped
public class Secrets {

    private static final int SALT = 16;
    private static final int BITS = 256;
    private static final String PREFIX = "myt_";

    @Inject
    private AccessSettings settings;

    private final SecureRandom random = new SecureRandom();

    /** A new bearer token. */
    public String newToken() {
        byte[] bytes = new byte[BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a token. */
    public static String tokenHash(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }

    /** What is kept of a password: {@code rounds$salt$hash}. */
    public String passwordHash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        int rounds = settings.passwordRounds();
        return rounds + "$" + text.encodeToString(salt) + "$" + text.encodeToString(derive(password, salt, rounds));
    }

    /**
     * Takes as long for a user that does not exist (null hash) as for one whose password was set with the rounds that are configured now; one that was set with
     * others takes as long as those.
     */
    public boolean passwordMatches(String password, @Nullable String hash) {
        if (hash == null) {
            derive(password, new byte[SALT], settings.passwordRounds());
            return false;
        }
        String[] parts = hash.split("\\$", -1);
        byte[] salt = Base64.getDecoder().decode(parts[1]);
        byte[] expected = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[0])));
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        }
    }
}
