package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Valid files, altered at random: each is refused in words or is a file that can be asked. */
class OnnxFuzzTest {

    private static final int ROUNDS = 4_000;

    static byte[] mutated(byte[] file, SplittableRandom random) {
        byte[] changed = file.clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt(256);
                case 2 -> changed = java.util.Arrays.copyOf(changed, Math.max(1, at));
                default -> {
                    int from = random.nextInt(changed.length);
                    int length = Math.min(random.nextInt(16), changed.length - Math.max(at, from));
                    System.arraycopy(changed.clone(), from, changed, at, Math.max(0, length));
                }
            }
        }
        return changed;
    }

    @Test
    @Timeout(120)
    void altered_files_are_refused_or_read() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(ForeignFiles.sklearn().build().toByteArray());
        seeds.add(ForeignFiles.endless().build().toByteArray());
        seeds.add(OnnxWriter.write(Rows.trained(Rows.of(3, 60, 1, false, Rows.EXPRESSIBLE), "decision-tree", Map.of()))
                .file());
        OnnxWish said = new OnnxWish(null, List.of(), List.of(), List.of(), Map.of(), "", "");
        OnnxWish named = new OnnxWish(null, List.of(), List.of(), List.of("w", "h"), Map.of(), "", "");
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] file = mutated(seeds.get(round % seeds.size()), random);
            try {
                OnnxContract contract = OnnxContract.of(file, round % seeds.size() == 0 ? named : said);
                assertThat(contract.signature().inputs()).isNotEmpty();
                read++;
            } catch (RefusedOnnx e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
        assertThat(read).isGreaterThan(ROUNDS / 50);
    }
}
