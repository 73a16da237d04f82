package org.modelyard.ml.train;

import java.util.List;
import java.util.stream.Stream;

/** The hyperparameters of the encoding, which all trainers of encoded rows share. */
final class Encodings {

    private Encodings() {}

    /** The trainer's own hyperparameters, followed by those of the encoding. */
    static List<Hyperparameter> with(int bins, Hyperparameter... own) {
        return Stream.concat(
                        Stream.of(own),
                        Stream.of(
                                Hyperparameter.integer(
                                        "wordNgrams", 1, 3, 2, "Longest run of words in a text that is a term."),
                                Hyperparameter.integer(
                                        "characterNgrams",
                                        0,
                                        8,
                                        5,
                                        "Longest run of characters within a word that is a term; below 2: none."),
                                Hyperparameter.integer(
                                        "minDocuments", 1, 1_000, 2, "A term is known from so many rows on."),
                                Hyperparameter.integer(
                                        "maxTerms",
                                        1,
                                        1_000_000,
                                        50_000,
                                        "So many runs of words, and of characters, are kept a text feature."),
                                Hyperparameter.integer(
                                        "bins",
                                        0,
                                        256,
                                        bins,
                                        "A number is also cut into at most so many bins of " + TrainerSpec.ROWS_A_BIN
                                                + " rows or more, so that its effect may bend; below 2: none."),
                                Hyperparameter.integer(
                                        "minCategoryRows",
                                        1,
                                        10_000,
                                        5,
                                        "A category with fewer rows counts as 'other', as unknown ones do.")))
                .toList();
    }
}
