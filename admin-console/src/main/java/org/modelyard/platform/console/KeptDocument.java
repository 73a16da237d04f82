package org.modelyard.platform.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/**
 * A document that a page shows as JSON and takes back changed, with the tag of what it has shown, so that nobody overrules another unseen.
 * For one request.
 */
public final class KeptDocument {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    /** No tag of any content. */
    private static final long NEVER_SEEN = -1;

    private final String field;
    private String text = "";
    private String seen = "";

    /** @param field what it is, in refusals */
    public KeptDocument(String field) {
        this.field = field;
    }

    /**
     * @param document a record of ours
     * @param tag of what is there; null where nothing is, and the document is a beginning to change
     */
    public void show(Object document, @Nullable Long tag) {
        try {
            text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
        seen = tag == null ? "" : tag.toString();
    }

    /** @throws Refusal.Invalid when the text says nothing that can be kept */
    public <T> T read(Class<T> type) {
        try {
            T document = JSON.readValue(text, type);
            if (document != null) {
                return document;
            }
        } catch (JsonProcessingException e) {
            Refusal.Invalid refusal = new Refusal.Invalid(
                    field, "This is not understood: " + e.getOriginalMessage() + " Nothing was changed.");
            refusal.initCause(e);
            throw refusal;
        }
        throw new Refusal.Invalid(field, "This says nothing. Nothing was changed.");
    }

    /** The tag of what the page has shown; one that nothing has where it has shown none. */
    public long tag() {
        return seen.isEmpty() ? NEVER_SEEN : Long.parseLong(seen);
    }

    public String getText() {
        return text;
    }

    /** @param text null where the field is empty: that says nothing, and is refused */
    public void setText(@Nullable String text) {
        this.text = text == null ? "" : text;
    }

    /** The tag, empty where there was nothing to see. */
    public String getSeen() {
        return seen;
    }

    /** @param seen null or empty where the page has shown none; what is no tag is one that nothing has */
    public void setSeen(@Nullable String seen) {
        this.seen = seen == null ? "" : seen.matches("\\d{0,18}") ? seen : String.valueOf(NEVER_SEEN);
    }
}
