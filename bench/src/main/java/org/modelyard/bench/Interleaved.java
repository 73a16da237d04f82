package org.modelyard.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Requests against the empty endpoint of the same server, in turns, so that a machine that wavers decides nothing. Medians over all turns.
 *
 * @param light requests a second of the empty endpoint
 * @param full requests a second of what is measured
 * @param throughput the second by the first, in percent, turn by turn
 * @param tail the p99 of the second by that of the first, turn by turn
 * @param errors answers other than 200 and 201, of both
 */
record Interleaved(double light, double full, double throughput, double tail, long errors) {

    static final int TURNS = 5;
    private static final Duration TURN = Duration.ofSeconds(10);

    static Interleaved measure(int port, byte[] empty, LongFunction<byte[]> requests, int connections) {
        double[] lights = new double[TURNS];
        double[] fulls = new double[TURNS];
        double[] throughput = new double[TURNS];
        double[] tail = new double[TURNS];
        long errors = 0;
        for (int i = 0; i < TURNS; i++) {
            Load.Result light = Load.closed(port, empty, connections, TURN);
            Load.Result full = Load.closed(port, requests, connections, TURN);
            lights[i] = light.perSecond();
            fulls[i] = full.perSecond();
            throughput[i] = 100 * full.perSecond() / light.perSecond();
            tail[i] = full.millis(99) / light.millis(99);
            errors += light.errors() + full.errors();
        }
        return new Interleaved(
                PredictBench.median(lights),
                PredictBench.median(fulls),
                PredictBench.median(throughput),
                PredictBench.median(tail),
                errors);
    }

    /** How many bytes the answer to a request has, once it was answered with 200. */
    static int answered(int port, byte[] request) throws IOException {
        try (Connection once = new Connection(port)) {
            int status = once.send(request);
            if (status != 200) {
                throw new IOException("a request that was to be measured gave " + status + ": " + once.text());
            }
            return once.body().length;
        }
    }
}
