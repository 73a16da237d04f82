package org.modelyard.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Applications for loans, made by chance from a seed; no real person or bank stands behind a number. */
final class LoanApplications {

    private static final List<String> PURPOSES = List.of("car", "home", "education", "business", "travel");
    private static final double NOISE = 0.9;

    private LoanApplications() {}

    /**
     * One application.
     *
     * @param approved whether it was granted
     * @param rate interest in percent a year
     */
    record Application(Map<String, Object> inputs, boolean approved, double rate) {}

    /** @param shift 0 as always; 1 moves incomes down and amounts up, as in a recession */
    static Application next(SplittableRandom random, double shift) {
        double income = Math.exp(10.4 + 0.45 * random.nextGaussian() - 0.35 * shift);
        double amount = Math.exp(9.4 + 0.6 * random.nextGaussian() + 0.3 * shift);
        int age = 20 + random.nextInt(50);
        int term = 12 * (1 + random.nextInt(8));
        int late = Math.max(0, (int) Math.round(random.nextGaussian() * 1.2));
        boolean owner = random.nextDouble() < 0.35 + (age - 20) / 120.0;
        String purpose = PURPOSES.get(random.nextInt(PURPOSES.size()));
        double score = 2.2 * Math.log(income / amount)
                - 0.8 * late
                + (owner ? 0.5 : 0)
                + 0.01 * (age - 40)
                - (purpose.equals("business") ? 0.6 : 0)
                - 0.8;
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("income", Math.rint(income));
        inputs.put("amount", Math.rint(amount));
        inputs.put("age", age);
        inputs.put("term", term);
        inputs.put("late_payments", late);
        inputs.put("home_owner", owner);
        inputs.put("purpose", purpose);
        double rate = 7.5 - 0.8 * score + 0.01 * term + 0.4 * random.nextGaussian();
        return new Application(
                inputs, score + NOISE * random.nextGaussian() > 0, Math.max(0.5, Math.rint(100 * rate) / 100));
    }

    /** @param target {@code approved} or {@code rate} */
    static String csv(int rows, String target, SplittableRandom random) {
        StringBuilder csv = new StringBuilder("income,amount,age,term,late_payments,home_owner,purpose,")
                .append(target)
                .append('\n');
        for (int i = 0; i < rows; i++) {
            Application application = next(random, 0);
            application.inputs().values().forEach(value -> csv.append(value).append(','));
            csv.append(target.equals("rate") ? application.rate() : application.approved() ? "yes" : "no")
                    .append('\n');
        }
        return csv.toString();
    }
}
