package org.modelyard.dataset.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** How examples come in and go out. */
public enum ExampleFormat {
    /** RFC 4180 with a header line. Read and written. */
    CSV("csv", "text/csv"),
    /** One flat object a line, the target among its keys. Read and written. */
    JSON_LINES("jsonl", "application/x-ndjson"),
    /** One array of such objects. Only written: it cannot be cut into rows before it is read. */
    JSON("json", "application/json");

    private final String code;
    private final String mediaType;

    ExampleFormat(String code, String mediaType) {
        this.code = code;
        this.mediaType = mediaType;
    }

    /** As {@code ?format=} names it; also the usual file extension. */
    public String code() {
        return code;
    }

    public String mediaType() {
        return mediaType;
    }

    /** @throws Refusal.Invalid for an unknown code */
    public static ExampleFormat ofCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "format",
                        "'" + Texts.brief(code) + "' is no format: use "
                                + Arrays.stream(values())
                                        .map(ExampleFormat::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /**
     * @param mediaType with or without parameters
     * @throws Refusal.Invalid when examples cannot be read from it
     */
    public static ExampleFormat readable(String mediaType) {
        String bare = mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return switch (bare) {
            case "text/csv" -> CSV;
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" ->
                JSON_LINES;
            default ->
                throw new Refusal.Invalid(
                        "Content-Type",
                        "Examples are read from text/csv and application/x-ndjson, not from '" + Texts.brief(bare)
                                + "'.");
        };
    }
}
