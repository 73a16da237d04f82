package org.modelyard.ml.onnx;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;

/**
 * A foreign file is tried in a process of its own before the server opens it: what it takes of memory there it takes from nobody, and what it
 * breaks there is broken nowhere else.
 */
public final class OnnxTrial {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final int KIB = 1 << 10;

    private OnnxTrial() {}

    /**
     * What came of it.
     *
     * @param refused why it is not taken; null when it is
     * @param peak bytes that it took of memory at the most, beside the process itself; -1 where the system does not tell
     */
    public record Outcome(@Nullable String refused, long peak) {

        public static Outcome fromJson(String line) throws IOException {
            return JSON.readValue(line, Outcome.class);
        }
    }

    /** @param arguments the file, what is said of it as JSON, threads and milliseconds of a call */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long before = peak();
        OnnxWish said = JSON.readValue(Path.of(arguments[1]).toFile(), OnnxWish.class);
        OnnxLimits limits = new OnnxLimits(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]), 0);
        String refused = null;
        try {
            OnnxContract contract = OnnxContract.of(Files.readAllBytes(Path.of(arguments[0])), said);
            refused = problem(contract, limits);
        } catch (RefusedOnnx e) {
            refused = e.getMessage();
        }
        out.println(JSON.writeValueAsString(new Outcome(refused, before < 0 ? -1 : peak() - before)));
    }

    /** Why it is not taken; null when it answers a row, and a whole batch of it. */
    static @Nullable String problem(OnnxContract contract, OnnxLimits limits) {
        try (OnnxScorer scorer = OnnxScorer.open(contract, limits)) {
            InputRow[] rows = new InputRow[scorer.batch()];
            Arrays.fill(rows, scorer.leastRow());
            Scores one = scorer.score(rows[0]);
            Scores[] all = scorer.scoreAll(rows);
            boolean finite = one.finite() && Arrays.stream(all).allMatch(Scores::finite);
            return finite
                    ? null
                    : "It answers a row of zeros, with nothing in the inputs that may be missing, by no finite number.";
        } catch (RefusedOnnx | OnnxFailure | TooLate | Unanswerable e) {
            return e.getMessage();
        }
    }

    /** In bytes. */
    private static long peak() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        List<String> lines = Files.readAllLines(STATUS);
        return lines.stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }
}
