package org.modelyard.bench;

import java.io.IOException;
import java.util.Map;

/** A part of a bench that can be asked for by its name. */
interface Part {

    void run() throws IOException, InterruptedException;

    /** @param asked one of the names, or {@code all} */
    static void chosen(Map<String, Part> parts, String asked) throws IOException, InterruptedException {
        if (!asked.equals("all") && !parts.containsKey(asked)) {
            throw new IllegalArgumentException("'" + asked + "' is none of all, " + String.join(", ", parts.keySet()));
        }
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (asked.equals("all") || asked.equals(part.getKey())) {
                part.getValue().run();
            }
        }
    }
}
