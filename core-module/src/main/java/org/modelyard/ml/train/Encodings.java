package org.modelyard.ml.train;

import java.util.List;
import java.util.stream.Stream;

/** The hyperparameters of the encoding, which all trainers of encoded rows share. */
final class Encodings {

    private Encodings() {}

    /** The trainer's own hyperparameters, followed by those of the encoding for weights: many terms, and numbers in bins. */
    static List<Hyperparameter> with(int bins, Hyperparameter... own) {
        return with(bins, List.of(), own);
    }

    /** The same, with those that it shares with others between. */
    static List<Hyperparameter> with(int bins, List<Hyperparameter> shared, Hyperparameter... own) {
        return Stream.of(
                        Stream.of(own),
                        shared.stream(),
                        terms(2, 5, 2, 50_000),
                        Stream.of(
                                Hyperparameter.integer(
                                        "bins",
                                        0,
                                        256,
                                        bins,
                                        "A number is also cut into at most so many bins of " + TrainerSpec.ROWS_A_BIN
                                                + " rows or more, so that its effect may bend; below 2: none."),
                                categories(5)))
                .flatMap(part -> part)
                .toList();
    }

    /** The same with words alone, for trainers whose steps cost many times a term's weight. */
    static List<Hyperparameter> ofWords(int bins, Hyperparameter... own) {
        return with(bins, List.of(), own).stream()
                .map(one -> one.name().equals("characterNgrams") ? characters(0) : one)
                .toList();
    }

    /** The same for trees, which cut numbers themselves and look at a column at a time: no bins, and fewer terms. */
    static List<Hyperparameter> forTrees(Hyperparameter... own) {
        return Stream.of(Stream.of(own), terms(1, 0, 5, 2_000), Stream.of(categories(5)))
                .flatMap(part -> part)
                .toList();
    }

    private static Stream<Hyperparameter> terms(int words, int characters, int minDocuments, int maxTerms) {
        return Stream.of(
                Hyperparameter.integer("wordNgrams", 1, 3, words, "Longest run of words in a text that is a term."),
                characters(characters),
                Hyperparameter.integer("minDocuments", 1, 1_000, minDocuments, "A term is known from so many rows on."),
                Hyperparameter.integer(
                        "maxTerms",
                        1,
                        1_000_000,
                        maxTerms,
                        "So many runs of words, and of characters, are kept a text feature."));
    }

    private static Hyperparameter characters(int longest) {
        return Hyperparameter.integer(
                "characterNgrams",
                0,
                8,
                longest,
                "Longest run of characters within a word that is a term; below 2: none.");
    }

    private static Hyperparameter categories(int rows) {
        return Hyperparameter.integer(
                "minCategoryRows",
                1,
                10_000,
                rows,
                "A category with fewer rows counts as 'other', as unknown ones do.");
    }
}
