package org.modelyard.scoring.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** How answers are written. */
public enum AnswerFormat {
    /** A line a row, and names above them. */
    CSV("text/csv"),
    /** A JSON object a line. */
    JSONL("application/x-ndjson");

    private final String mediaType;

    AnswerFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Lower case; also how the file's name ends. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param code CSV when null
     * @throws Refusal.Invalid when there is no such format
     */
    public static AnswerFormat of(@Nullable String code) {
        if (code == null) {
            return CSV;
        }
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "format",
                        "There is no format '" + Texts.brief(code) + "'; there are "
                                + Arrays.stream(values())
                                        .map(AnswerFormat::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
