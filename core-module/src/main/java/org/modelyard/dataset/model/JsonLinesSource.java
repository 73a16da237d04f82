package org.modelyard.dataset.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** One flat JSON object a line. A line that is none costs its row, never the file. */
final class JsonLinesSource implements RecordSource {

    private final Utf8Reader reader;
    private final Lines lines;
    private final JsonFactory factory;
    private final ReadLimits limits;

    JsonLinesSource(InputStream in, ReadLimits limits) throws IOException {
        this.limits = limits;
        this.reader = new Utf8Reader(in, "");
        if (reader.isEmpty()) {
            throw new Refusal.Invalid("file", "The file is empty.");
        }
        this.lines = new Lines(reader, limits.maxLine());
        this.factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(limits.maxLine())
                        .maxNumberLength(1_000)
                        .maxNameLength(1_000)
                        .build())
                .build();
    }

    @Override
    public List<String> header() {
        return List.of();
    }

    @Override
    public boolean next(FieldSink sink) {
        try {
            do {
                if (!lines.next()) {
                    return false;
                }
            } while (lines.blank());
            sink.begin(lines.number());
            if (lines.tooLong()) {
                sink.rejectRow("the line is longer than " + limits.maxLine() + " characters");
            } else {
                parse(sink);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parse(FieldSink sink) throws IOException {
        try (JsonParser parser = factory.createParser(lines.chars(), lines.offset(), lines.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                sink.rejectRow("the line is no JSON object");
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                value(parser, name, parser.nextToken(), sink);
            }
            if (parser.nextToken() != null) {
                sink.rejectRow("the line goes on after the object");
            }
        } catch (StreamConstraintsException e) {
            sink.rejectRow("the JSON is nested deeper than " + limits.maxDepth() + " or has a name or number too long");
        } catch (JsonProcessingException e) {
            String message = Texts.cut(e.getOriginalMessage().replaceFirst("(?s)[\\n(;].*", ""), 160);
            sink.rejectRow("the line is not valid JSON: " + message.strip());
        }
    }

    private void value(JsonParser parser, String name, JsonToken token, FieldSink sink) throws IOException {
        int column = sink.column(name);
        if (token.isStructStart()) {
            parser.skipChildren();
            if (column != FieldSink.UNKNOWN) {
                sink.reject(name, "is an object or a list: only flat values are read");
            }
        } else if (column != FieldSink.UNKNOWN && token != JsonToken.VALUE_NULL) {
            char[] chars = parser.getTextCharacters();
            int offset = parser.getTextOffset();
            int length = parser.getTextLength();
            if (length > limits.maxField()) {
                sink.reject(name, "has " + length + " characters, at most " + limits.maxField() + " are allowed");
                return;
            }
            if (token == JsonToken.VALUE_STRING) {
                sink.textual(column);
            }
            sink.value(column, chars, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
