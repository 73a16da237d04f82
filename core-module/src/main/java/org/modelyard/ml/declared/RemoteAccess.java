package org.modelyard.ml.declared;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.modelyard.platform.model.Refusal;

/**
 * What the administrator lets declared scorers reach.
 *
 * @param hosts in lower case: {@code name}, at the usual port of the address's scheme, or {@code name:port}
 * @param secrets the value of a configuration key
 */
public record RemoteAccess(Set<String> hosts, Function<String, Optional<String>> secrets) {

    /** Keys that documents may name begin with it. */
    public static final String SECRET = "modelyard.remote.secret.";

    /** A secret's key with this behind names the only host that it may be sent to. */
    static final String HOST = ".host";

    private static final String FIELD = ScorerSpec.FIELD + ".secret";
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");

    /** Nothing may be reached. */
    public static final RemoteAccess NONE = new RemoteAccess(Set.of(), key -> Optional.empty());

    public RemoteAccess {
        hosts = Set.copyOf(hosts);
    }

    /** @throws Refusal.Invalid when the administrator has not allowed the host */
    void require(String field, URI url) {
        if (!names(hosts, url)) {
            throw new Refusal.Invalid(
                    field,
                    "The host '" + host(url) + ":" + port(url)
                            + "' is not among those that the administrator allows (modelyard.remote.hosts).");
        }
    }

    /**
     * @param urls that it will be sent to
     * @throws Refusal.Invalid when the key has no value, or the administrator has not said that it may be sent there, or it would be sent
     *     where others can read it
     */
    String secret(String key, List<URI> urls) {
        String value = secrets.apply(key)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new Refusal.Invalid(FIELD, "The configuration has no value for '" + key + "'."));
        String host = secrets.apply(key + HOST)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Refusal.Invalid(
                        FIELD,
                        "The configuration does not say where '" + key + "' may be sent: its '" + key + HOST
                                + "' names the host, or host:port."));
        for (URI url : urls) {
            if (!names(Set.of(host), url)) {
                throw new Refusal.Invalid(
                        FIELD,
                        "'" + key + "' may not be sent to '" + host(url) + ":" + port(url) + "', but where '" + key
                                + HOST + "' says.");
            }
            if (!"https".equals(url.getScheme()) && !LOOPBACK.matcher(host(url)).matches()) {
                throw new Refusal.Invalid(
                        FIELD,
                        "A secret is sent over https alone, unless the endpoint is on the server's own machine.");
            }
        }
        return value;
    }

    /** Without a port, the usual one of the address's scheme is meant. */
    private static boolean names(Set<String> hosts, URI url) {
        return hosts.contains(host(url) + ":" + port(url)) || (port(url) == usual(url) && hosts.contains(host(url)));
    }

    private static String host(URI url) {
        return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : usual(url);
    }

    private static int usual(URI url) {
        return "https".equals(url.getScheme()) ? 443 : 80;
    }
}
