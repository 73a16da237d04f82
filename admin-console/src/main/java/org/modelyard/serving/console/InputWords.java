package org.modelyard.serving.console;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;

/** The inputs of a row in brief. */
final class InputWords {

    private InputWords() {}

    /** Names and values of what is there, in the order of the signature; what is missing is left out. */
    static String of(Signature signature, InputRow row) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < signature.inputs().size(); i++) {
            Signature.Input input = signature.inputs().get(i);
            String text = row.texts()[i];
            double number = row.numbers()[i];
            if (text != null) {
                words.add(input.feature().name() + " " + text.strip());
            } else if (!Double.isNaN(number)) {
                words.add(input.feature().name() + " "
                        + ValueText.format(input.feature().type(), number));
            }
        }
        return words.isEmpty() ? "–" : String.join(" · ", words);
    }
}
