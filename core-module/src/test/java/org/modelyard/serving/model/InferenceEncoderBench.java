package org.modelyard.serving.model;

import java.util.Random;
import java.util.UUID;
import org.modelyard.ml.score.InputRow;

/** Prints what encoding and decoding one record of 30 numbers takes. No test: run it by hand, on a quiet machine. */
final class InferenceEncoderBench {

    private static final int RECORDS = 2_000_000;

    private InferenceEncoderBench() {}

    public static void main(String[] args) {
        InferenceEncoder encoder = new InferenceEncoder();
        InferenceRecord inference = inference();
        byte[] bytes = new byte[encoder.encode(inference).remaining()];
        encoder.encode(inference).get(bytes);
        long check = 0;
        for (int round = 0; round < 5; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) {
                check += encoder.encode(inference).limit();
            }
            long encoded = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) {
                check += InferenceRecord.decode(bytes).timeMicros();
            }
            System.out.printf(
                    "%d bytes: encode %.0f ns, decode %.0f ns%n",
                    bytes.length,
                    (encoded - began) / (double) RECORDS,
                    (System.nanoTime() - encoded) / (double) RECORDS);
        }
        System.out.println("check " + check);
    }

    private static InferenceRecord inference() {
        Random random = new Random(7);
        InputRow row = InputRow.empty(30);
        for (int i = 0; i < 30; i++) {
            row.numbers()[i] = i % 3 == 0 ? random.nextInt(100) : random.nextGaussian();
        }
        return new InferenceRecord(
                new UUID(random.nextLong(), random.nextLong()),
                1_790_000_000_000_000L,
                50,
                1_234,
                77,
                3,
                "candidate",
                RoutingReason.DEPLOYMENT,
                "user-42",
                InferenceOutcome.ANSWERED,
                row,
                1,
                "approve",
                0.87,
                new ClassScores(new int[] {1, 0}, new float[] {0.87f, 0.13f}),
                180,
                "{\"region\":\"north\"}",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                null,
                InferenceRecord.UNSAID);
    }
}
