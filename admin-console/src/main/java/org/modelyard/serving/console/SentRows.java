package org.modelyard.serving.console;

import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.CsvTexts;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.CsvInputs;
import org.modelyard.serving.model.JsonLines;
import org.modelyard.serving.model.PredictionRow;

/** What was pasted or chosen as a file. */
final class SentRows {

    private SentRows() {}

    /**
     * The file where one was chosen, else the text.
     *
     * @param most bytes
     * @param field that a refusal is about
     * @throws Refusal.Invalid when there is nothing, or too much
     */
    static byte[] bytes(@Nullable Part file, @Nullable String text, long most, String field) {
        byte[] bytes = file == null || file.getSize() == 0
                ? (text == null ? "" : text).getBytes(StandardCharsets.UTF_8)
                : content(file, most);
        if (new String(bytes, 0, Math.min(bytes.length, 1_000), StandardCharsets.UTF_8).isBlank()) {
            throw new Refusal.Invalid(field, "Paste something, or choose a file that is not empty.");
        }
        if (bytes.length > most) {
            throw new Refusal.Invalid(field, "This has at most " + most + " bytes.");
        }
        return bytes;
    }

    /** One byte beyond what is allowed tells that there is more. */
    private static byte[] content(Part file, long most) {
        try (InputStream in = file.getInputStream()) {
            return in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8L));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON lines begin with an object; anything else is the header of a CSV. */
    static boolean isJson(byte[] bytes) {
        for (byte one : bytes) {
            if (!Character.isWhitespace(one) && one != (byte) 0xEF && one != (byte) 0xBB && one != (byte) 0xBF) {
                return one == '{';
            }
        }
        return false;
    }

    /**
     * Rows to predict, each with what does not fit.
     *
     * @param common what is said of all
     * @throws Refusal.Invalid when they cannot be read as a whole
     */
    static List<PredictionRow> rows(byte[] bytes, Signature signature, CommonFields common, int most) {
        List<PredictionRow> rows = new ArrayList<>();
        if (isJson(bytes)) {
            new JsonLines(bytes, signature, common, most).forEachRemaining(rows::add);
            return rows;
        }
        CsvTexts texts = table(bytes, most);
        CsvInputs inputs = new CsvInputs(signature, texts.header());
        texts.lines().forEach(line -> rows.add(common.with(inputs.row(line))));
        return rows;
    }

    /** @throws Refusal.Invalid when it has no header, no line beneath it, or too many */
    static CsvTexts table(byte[] bytes, int most) {
        try {
            CsvTexts texts = CsvTexts.read(new ByteArrayInputStream(bytes), most);
            if (texts.lines().isEmpty()) {
                throw new Refusal.Invalid("rows", "There is no row beneath the header; give at least one.");
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are read", e);
        }
    }
}
