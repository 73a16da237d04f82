package org.modelyard.ml.recipe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.feature.ColumnChoice;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** The recipes there are. Their settings were chosen by cross-validation on training rows of public data sets, never on test rows. */
public final class Recipes {

    private static final ColumnChoice SURFACE = new ColumnChoice.OfText(ColumnChoice.Weighting.TFIDF, null, true, true);
    /** Trees ask of a term whether it is there: fewer cuts to try, and fewer to be misled by. */
    private static final ColumnChoice SIGHTED =
            new ColumnChoice.OfText(ColumnChoice.Weighting.BINARY, null, true, true);

    private static final ColumnChoice WEEKEND = new ColumnChoice.OfTime(false, true, List.of(), "UTC", false);
    private static final ColumnChoice CLOCK = new ColumnChoice.OfTime(false, false, List.of(), "UTC", true);

    private static final Recipe TEXT_CLASSIFICATION = new Recipe(
            "text-classification",
            Task.CLASSIFICATION,
            "Text classification",
            "Which of several kinds a text is, such as the intent of a support ticket. Words, pairs of words, runs of characters and"
                    + " the look of the text are weighed by logistic regression.",
            "logistic-regression",
            Map.of(),
            Map.of(FeatureType.TEXT, SURFACE),
            "f1Macro",
            Map.of("accuracy", Gate.min(0.75), "f1Macro", Gate.min(0.70)),
            Set.of(FeatureType.TEXT),
            Set.of());

    private static final Recipe SENTIMENT = new Recipe(
            "sentiment",
            Task.CLASSIFICATION,
            "Sentiment",
            "What a short text feels: positive, neutral or negative, or any set of emotions that the labels name. Logistic regression and"
                    + " naive Bayes vote.",
            "ensemble",
            Map.of("characterNgrams", 5, "members", "logistic-regression,multinomial-naive-bayes", "method", "voting"),
            Map.of(FeatureType.TEXT, SURFACE),
            "f1Macro",
            Map.of("accuracy", Gate.min(0.65), "f1Macro", Gate.min(0.60)),
            Set.of(FeatureType.TEXT),
            Set.of());

    private static final Recipe ENGAGEMENT = new Recipe(
            "engagement",
            Task.REGRESSION,
            "Engagement",
            "How much a post will be liked or shared, from what is known of it, such as text, author and time. A random forest and boosted"
                    + " trees vote. Counts grow by factors: let the target be the logarithm of 1 + count.",
            "ensemble",
            Map.of(
                    "maxTerms", 300,
                    "members", "random-forest,gradient-boosted-trees",
                    "method", "voting",
                    "minDocuments", 5,
                    "wordNgrams", 1),
            Map.of(FeatureType.TEXT, SIGHTED, FeatureType.TIMESTAMP, CLOCK),
            "rmse",
            Map.of("r2", Gate.min(0)),
            Set.of(),
            Set.of());

    private static final Recipe VIRALITY = new Recipe(
            "virality",
            Task.CLASSIFICATION,
            "Virality",
            "How probably a post will spread beyond the usual, from its text, author and time. Let the label say whether it was among the"
                    + " top tenth of its author's at the time: a fixed count is soon always reached, or never.",
            "logistic-regression",
            Map.of(),
            Map.of(FeatureType.TEXT, SURFACE, FeatureType.TIMESTAMP, WEEKEND),
            "rocAuc",
            Map.of("rocAuc", Gate.min(0.6)),
            Set.of(FeatureType.TEXT),
            Set.of());

    private static final Recipe SUCCESS_PREDICTION = new Recipe(
            "success-prediction",
            Task.CLASSIFICATION,
            "Success prediction",
            "Whether something will succeed, such as an offer, an article or a payment, from what is known of it beforehand.",
            "gradient-boosted-trees",
            Map.of("columnShare", 0.5, "learningRate", 0.03, "maxLeaves", 16, "rowShare", 0.8),
            Map.of(),
            "rocAuc",
            Map.of("rocAuc", Gate.min(0.65)),
            Set.of(),
            Set.of());

    private static final Recipe REGRESSION = new Recipe(
            "regression",
            Task.REGRESSION,
            "Regression",
            "A number from what is known, such as a demand, a price or a duration. Linear regression and boosted trees are weighed by what"
                    + " each answers for rows that it has not seen.",
            "ensemble",
            Map.of(
                    "maxTerms", 2_000,
                    "members", "linear-regression,gradient-boosted-trees",
                    "method", "stacking",
                    "minDocuments", 5,
                    "wordNgrams", 1),
            Map.of(),
            "rmse",
            Map.of("r2", Gate.min(0)),
            Set.of(),
            Set.of());

    private static final List<Recipe> ALL = List.of(
            TEXT_CLASSIFICATION,
            SENTIMENT,
            ENGAGEMENT,
            VIRALITY,
            SUCCESS_PREDICTION,
            REGRESSION,
            ENGAGEMENT.serving(
                    "content-optimisation",
                    "Content optimisation",
                    "Which edits of a post raise its predicted engagement: learns as 'engagement' does, in folds, and keeps their models, so"
                            + " that POST …/advice can say how sure a gain is.",
                    Set.of(FeatureType.TEXT),
                    Set.of(Recipe.Kept.FOLDS)),
            SUCCESS_PREDICTION.serving(
                    "recommendation",
                    "Recommendation",
                    "Which of many candidates a unit, such as a customer, will most likely take: learns from what was shown to whom and"
                            + " what came of it; POST …/ranking puts candidates in order.",
                    Set.of(),
                    Set.of()),
            TEXT_CLASSIFICATION.serving(
                    "suggestion",
                    "Suggestion",
                    "Which solved cases are like a new one, such as a ticket: learns their kinds as 'text-classification' does and keeps the"
                            + " cases, so that POST …/similar can find them with their sources.",
                    Set.of(FeatureType.TEXT),
                    Set.of(Recipe.Kept.CASES)));

    private Recipes() {}

    public static List<Recipe> all() {
        return ALL;
    }

    /** @throws Refusal.Invalid naming {@code recipe} and listing those there are */
    public static Recipe byName(String name) {
        return ALL.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "recipe",
                        "There is no recipe '" + Texts.brief(name) + "'; there are "
                                + String.join(
                                        ", ", ALL.stream().map(Recipe::name).toList()) + "."));
    }
}
