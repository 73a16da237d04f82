package org.modelyard.ml.declared;

import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;
import org.modelyard.platform.model.Refusal;

/**
 * The header that a secret is sent in. It is checked when it is made, and never again: what an HTTP client says of a header that it does
 * not take repeats its value. No record, since that would tell its value too.
 */
final class SecretHeader {

    /** Those that the client sets itself or does not let anybody set, and those that make a request what it is. */
    private static final Set<String> OWN = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private final String name;
    private final String value;

    private SecretHeader(String name, String value) {
        this.name = name;
        this.value = value;
    }

    /** Whether a document may name this header. */
    static boolean allowed(String name) {
        return !OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether it consists of what a header's value may: visible characters of ASCII, and spaces. */
    static boolean visible(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    }

    /**
     * @param secret what the configuration has; white space around it, such as the end of a file's line, does not belong to it
     * @throws Refusal.Invalid when it cannot be sent; does not repeat it
     */
    static SecretHeader of(RemoteSpec spec, String secret) {
        String value = spec.prefix() + secret.strip();
        if (!visible(value)) {
            throw new Refusal.Invalid(
                    ScorerSpec.FIELD + ".secret",
                    "The value of '" + spec.secret()
                            + "' cannot be sent in a header: it has other characters than the visible ones of ASCII.");
        }
        SecretHeader header = new SecretHeader(spec.header(), value);
        boolean taken;
        try {
            header.on(HttpRequest.newBuilder());
            taken = true;
        } catch (IllegalArgumentException e) { // goes no further: its message may hold the value
            taken = false;
        }
        if (!taken) {
            throw new Refusal.Invalid(
                    ScorerSpec.FIELD + ".header",
                    "The header '" + spec.header() + "' cannot be sent with this secret.");
        }
        return header;
    }

    HttpRequest.Builder on(HttpRequest.Builder request) {
        return request.header(name, value);
    }
}
