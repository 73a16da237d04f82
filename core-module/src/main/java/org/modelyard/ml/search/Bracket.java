package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.List;

/**
 * One successive halving: many configurations for a few epochs, the best of them for more.
 *
 * @param rungs the first has the most configurations, the last the most epochs
 */
record Bracket(List<Rung> rungs) {

    /**
     * @param configurations how many are trained
     * @param epochs how long in all
     */
    record Rung(int configurations, int epochs) {}

    Bracket {
        rungs = List.copyOf(rungs);
    }

    int configurations() {
        return rungs.get(0).configurations();
    }

    /**
     * The brackets of one Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar 2018, algorithm 1), the one with the most rungs first.
     *
     * @param epochs R, the most that a configuration is trained
     * @param eta the share 1/eta of a rung is promoted
     * @param most the first has so many rungs at most
     */
    static List<Bracket> hyperband(int epochs, int eta, int most) {
        int last = 0;
        for (long reach = eta; reach <= epochs && last < most - 1; reach *= eta) {
            last++;
        }
        List<Bracket> brackets = new ArrayList<>();
        for (int s = last; s >= 0; s--) {
            long spread = power(eta, s);
            long n = ((last + 1) * spread + s) / (s + 1); // rounded up
            List<Rung> rungs = new ArrayList<>();
            for (int i = 0; i <= s; i++) {
                long shrunk = power(eta, i);
                int r = (int) Math.max(1, Math.round((double) epochs * shrunk / spread));
                rungs.add(new Rung((int) (n / shrunk), r));
            }
            brackets.add(new Bracket(rungs));
        }
        return brackets;
    }

    /**
     * As many rungs as configurations suffice for, then the same brackets again as long as one fits.
     *
     * @param configurations at most so many are started
     */
    static List<Bracket> within(int configurations, int epochs, int eta) {
        int rungs = Integer.MAX_VALUE;
        List<Bracket> pass = hyperband(epochs, eta, rungs);
        while (pass.size() > 1 && total(pass) > configurations) {
            rungs = pass.size() - 1;
            pass = hyperband(epochs, eta, rungs);
        }
        List<Bracket> brackets = new ArrayList<>();
        int left = configurations;
        int before;
        do {
            before = left;
            for (Bracket bracket : pass) {
                if (bracket.configurations() <= left) {
                    brackets.add(bracket);
                    left -= bracket.configurations();
                }
            }
        } while (left < before);
        return brackets;
    }

    private static int total(List<Bracket> brackets) {
        return brackets.stream().mapToInt(Bracket::configurations).sum();
    }

    private static long power(int base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }
}
