package org.modelyard.ml.feature;

/**
 * How features become numbers.
 *
 * @param wordNgrams longest run of words that is a term, 1 to 3
 * @param minCharacters shortest run of characters within a word that is a term, 2 to 8
 * @param maxCharacters longest; 0 switches runs of characters off
 * @param minDocuments a term is known when at least so many training rows hold it, from 1
 * @param maxTerms how many terms of each kind (words, characters) a text feature keeps: the most frequent
 * @param bins how many bins a numeric feature is cut into, beside its standardised value; below 2: none
 * @param minCategoryRows a category with fewer training rows falls into the bucket of rare and unknown values
 * @param maxCategories how many categories a feature keeps: the most frequent
 * @param choices what single features say against this, and products of features
 */
public record EncodingSpec(
        int wordNgrams,
        int minCharacters,
        int maxCharacters,
        int minDocuments,
        int maxTerms,
        int bins,
        int minCategoryRows,
        int maxCategories,
        EncodingChoices choices) {

    public EncodingSpec(
            int wordNgrams,
            int minCharacters,
            int maxCharacters,
            int minDocuments,
            int maxTerms,
            int bins,
            int minCategoryRows,
            int maxCategories) {
        this(
                wordNgrams,
                minCharacters,
                maxCharacters,
                minDocuments,
                maxTerms,
                bins,
                minCategoryRows,
                maxCategories,
                EncodingChoices.NONE);
    }

    public EncodingSpec {
        require(wordNgrams >= 1 && wordNgrams <= 3, "wordNgrams");
        require(minCharacters >= 2 && minCharacters <= 8, "minCharacters");
        require(maxCharacters == 0 || (maxCharacters >= minCharacters && maxCharacters <= 8), "maxCharacters");
        require(minDocuments >= 1, "minDocuments");
        require(maxTerms >= 1, "maxTerms");
        require(bins >= 0 && bins <= 256, "bins");
        require(minCategoryRows >= 1, "minCategoryRows");
        require(maxCategories >= 1, "maxCategories");
    }

    /** The recipe for models that answer with a label. */
    public static EncodingSpec defaults() {
        return new EncodingSpec(2, 3, 5, 2, 50_000, 32, 2, 1_000);
    }

    public EncodingSpec withBins(int count) {
        return new EncodingSpec(
                wordNgrams,
                minCharacters,
                maxCharacters,
                minDocuments,
                maxTerms,
                count,
                minCategoryRows,
                maxCategories,
                choices);
    }

    public EncodingSpec with(EncodingChoices others) {
        return new EncodingSpec(
                wordNgrams,
                minCharacters,
                maxCharacters,
                minDocuments,
                maxTerms,
                bins,
                minCategoryRows,
                maxCategories,
                others);
    }

    private static void require(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }
}
