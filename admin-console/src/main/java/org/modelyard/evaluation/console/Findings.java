package org.modelyard.evaluation.console;

import java.util.List;

/**
 * What was found, as a table.
 *
 * @param note a sentence that belongs to it
 * @param rows as many cells each as there are headers
 */
public record Findings(String title, String note, List<String> headers, List<List<String>> rows) {

    public Findings {
        headers = List.copyOf(headers);
        rows = List.copyOf(rows);
    }
}
