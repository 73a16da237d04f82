package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Slices as people type them, one a line: {@code short posts: length(text) < 40}. */
public final class SliceLines {

    private SliceLines() {}

    /**
     * As {@link DeclaredSlice#parse} takes them; what the conditions say is not looked at.
     *
     * @param path of the field, for messages
     * @param text empty lines are left out
     * @throws Refusal.Invalid naming the first line without a name or a condition
     */
    public static List<Map<String, Object>> read(String path, String text) {
        List<Map<String, Object>> slices = new ArrayList<>();
        for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String where = line.substring(colon + 1).strip();
            if (name.isEmpty() || where.isEmpty()) {
                throw new Refusal.Invalid(
                        path,
                        "'" + Texts.brief(line.strip())
                                + "' needs a name, a colon and a condition, such as short: length(text) < 40.");
            }
            Map<String, Object> slice = new LinkedHashMap<>();
            slice.put("name", name);
            slice.put("where", where);
            slices.add(slice);
        }
        return slices;
    }
}
