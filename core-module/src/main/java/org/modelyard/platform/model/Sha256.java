package org.modelyard.platform.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in its usual text form: 64 lower-case hex digits. */
public final class Sha256 {

    private Sha256() {}

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static String hex(byte[] content) {
        return hexOf(digest().digest(content));
    }

    public static String hex(byte[] content, int offset, int length) {
        MessageDigest digest = digest();
        digest.update(content, offset, length);
        return hexOf(digest.digest());
    }

    public static String hexOf(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
