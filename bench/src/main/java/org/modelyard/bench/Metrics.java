package org.modelyard.bench;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single figures of {@code /metrics}. */
final class Metrics {

    private static final Pattern UNDRAINED =
            Pattern.compile("(?m)^\\S*journal_undrained_records\\S*\\s+([0-9.E+]+)$", Pattern.CASE_INSENSITIVE);

    private Metrics() {}

    /** Records that were answered and are not in the database yet. */
    static long undrainedRecords(int port) throws IOException {
        byte[] request = Connection.request("GET", "/metrics", ServerUnderTest.TOKEN, "text/plain", new byte[0]);
        try (Connection connection = new Connection(port)) {
            connection.send(request);
            Matcher gauge = UNDRAINED.matcher(connection.text());
            if (!gauge.find()) {
                throw new IOException("/metrics has no gauge of undrained records");
            }
            return (long) Double.parseDouble(gauge.group(1));
        }
    }
}
