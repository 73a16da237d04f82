package org.modelyard.ml.declared;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.modelyard.platform.model.Refusal;

/**
 * What the administrator lets declared scorers reach.
 *
 * @param hosts in lower case: {@code name}, at whatever port, or {@code name:port}
 * @param secrets the value of a configuration key
 */
public record RemoteAccess(Set<String> hosts, Function<String, Optional<String>> secrets) {

    /** Keys that documents may name begin with it. */
    public static final String SECRET = "modelyard.remote.secret.";

    /** Nothing may be reached. */
    public static final RemoteAccess NONE = new RemoteAccess(Set.of(), key -> Optional.empty());

    public RemoteAccess {
        hosts = Set.copyOf(hosts);
    }

    /** @throws Refusal.Invalid when the administrator has not allowed the host */
    void require(String field, URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        if (!hosts.contains(host) && !hosts.contains(host + ":" + port)) {
            throw new Refusal.Invalid(
                    field,
                    "The host '" + host + ":" + port
                            + "' is not among those that the administrator allows (modelyard.remote.hosts).");
        }
    }

    /** @throws Refusal.Invalid when the key has no value */
    String secret(String key) {
        return secrets.apply(key)
                .filter(value -> !value.isBlank())
                .orElseThrow(() ->
                        new Refusal.Invalid("scorer.secret", "The configuration has no value for '" + key + "'."));
    }
}
