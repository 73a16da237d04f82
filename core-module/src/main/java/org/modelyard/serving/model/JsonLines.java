package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/** The rows of a body of JSON lines, each read when it is asked for. A line that cannot be read is a row that does not fit. */
public final class JsonLines implements Iterator<PredictionRow> {

    private final byte[] body;
    private final RowReader reader;
    private final CommonFields common;
    private final int rows;
    private int at;
    private int line = 1;

    /** @throws Refusal.Invalid when there is no line, or more than so many */
    public JsonLines(byte[] body, Signature signature, CommonFields common, int mostRows) {
        this.body = body;
        this.reader = new RowReader(signature);
        this.common = common;
        rows = count(body);
        if (rows == 0) {
            throw new Refusal.Invalid("rows", "Send one row a line: {\"inputs\":{…}}; at least one.");
        }
        if (rows > mostRows) {
            throw new Refusal.Invalid("rows", "A request has at most " + mostRows + " rows.");
        }
        skipBlank();
    }

    /** Of the whole body. */
    public int rows() {
        return rows;
    }

    @Override
    public boolean hasNext() {
        return at < body.length;
    }

    @Override
    public PredictionRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int end = end(at);
        PredictionRow row = row(at, end, "line " + line);
        at = end + 1;
        line++;
        skipBlank();
        return common.addNothing() ? row : common.with(row);
    }

    private PredictionRow row(int from, int end, String path) {
        try (JsonParser json = RequestJson.FACTORY.createParser(body, from, end - from)) {
            json.nextToken();
            PredictionRow row = reader.row(json, path);
            if (json.nextToken() != null) {
                throw new JsonParseException(json, "the JSON goes on behind its end");
            }
            return row;
        } catch (JsonProcessingException e) {
            String message = e instanceof StreamConstraintsException ? e.getMessage() : e.getOriginalMessage();
            return reader.unfit(new FieldError(path, "This is not the JSON that is read here: " + message));
        } catch (Refusal.Invalid refused) {
            return reader.unfit(refused.errors().get(0));
        } catch (CharConversionException e) { // NULs are taken for UTF-32
            return reader.unfit(new FieldError(path, "This is not the JSON that is read here: it is not UTF-8."));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are read", e);
        }
    }

    private void skipBlank() {
        while (at < body.length && blank(at, end(at))) {
            at = end(at) + 1;
            line++;
        }
    }

    private boolean blank(int from, int end) {
        for (int i = from; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private int end(int from) {
        int end = from;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private int count(byte[] all) {
        int rows = 0;
        for (int from = 0; from < all.length; from = end(from) + 1) {
            if (!blank(from, end(from))) {
                rows++;
            }
        }
        return rows;
    }
}
