package org.modelyard.platform.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Endpoints that declared scorers may ask.
 *
 * @param hosts in lower case, each a name or {@code name:port}
 */
public record RemoteSettings(Set<String> hosts) {

    private static final Setting<Set<String>> HOSTS = new Setting<>(
            "modelyard.remote.hosts",
            "",
            "host names or addresses, each with a port or the usual one of the address's scheme, separated by commas",
            "Hosts that versions of the type remote may ask; none: there are no such versions."
                    + " Their secrets stand under `modelyard.remote.secret.…`, each with the host that it may be sent to under `….host`.",
            false,
            RemoteSettings::parsed);

    static final List<Setting<?>> SETTINGS = List.of(HOSTS);

    private static Set<String> parsed(String text) {
        Set<String> hosts = Arrays.stream(text.split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        for (String host : hosts) {
            if (!host.matches("(\\[[0-9a-f:]+]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?")) {
                throw new IllegalArgumentException(host);
            }
        }
        return hosts;
    }

    static RemoteSettings from(SettingSource source) {
        return new RemoteSettings(source.get(HOSTS));
    }
}
