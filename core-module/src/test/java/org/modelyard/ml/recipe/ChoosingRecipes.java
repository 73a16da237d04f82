package org.modelyard.ml.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.calibration.FittedDecision;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.training.model.Fit;
import org.modelyard.training.model.Holdout;

/**
 * How recipes are chosen: cross-validation on training rows only. Run it with a recipe, a data set of {@link RecipeData}, the number of folds
 * (or {@code test}: all training rows and the test rows, once, when the choice is made), and one argument a candidate, a JSON object of
 * {@code type}, hyperparameters, {@code encode} by the type of features and {@code decision}; an empty one stands for the recipe as it is.
 */
final class ChoosingRecipes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SHOWN =
            List.of("accuracy", "f1Macro", "rocAuc", "logLoss", "ece", "rmse", "mae", "r2", "spearman");

    private static final long SEED = 42;

    private ChoosingRecipes() {}

    public static void main(String[] arguments) throws JsonProcessingException {
        Recipe recipe = Recipes.byName(arguments[0]);
        Table train = RecipeData.read(arguments[1], "train");
        boolean test = arguments[2].equals("test");
        for (String candidate : Arrays.asList(arguments).subList(3, arguments.length)) {
            Map<String, Object> values = candidate.isEmpty()
                    ? Map.of()
                    : JSON.readValue(candidate, new TypeReference<LinkedHashMap<String, Object>>() {});
            long start = System.nanoTime();
            List<Evaluation> evaluations = new ArrayList<>();
            if (test) {
                evaluations.add(evaluate(recipe, values, train, RecipeData.read(arguments[1], "test")));
            } else {
                for (Fold fold : RecipeData.folds(arguments[1], train, Integer.parseInt(arguments[2]))) {
                    evaluations.add(evaluate(recipe, values, train.select(fold.train()), train.select(fold.test())));
                }
            }
            System.out.printf(
                    "%s %s %s %s: %.1f s each,%s%n",
                    arguments[0],
                    arguments[1],
                    arguments[2],
                    candidate.isEmpty() ? "(recipe)" : candidate,
                    (System.nanoTime() - start) / 1e9 / evaluations.size(),
                    summary(evaluations));
        }
    }

    @SuppressWarnings("unchecked")
    private static Evaluation evaluate(Recipe recipe, Map<String, Object> candidate, Table train, Table test) {
        Map<String, Object> values = new LinkedHashMap<>(candidate);
        Object type = values.remove("type");
        Object encode = values.remove("encode");
        Object decision = values.remove("decision");
        TrainerSpec spec = type == null ? recipe.spec(values) : Trainers.spec((String) type, values);
        EncodingChoices choices = encode == null
                ? recipe.choices(train.schema().features(), EncodingChoices.NONE)
                : choices((Map<?, ?>) encode, train.schema().features());
        if (decision == null) {
            return evaluate(fit(spec, choices, train), test);
        }
        DecisionPlan plan = DecisionPlan.of((Map<String, ?>) decision);
        Holdout parts = Holdout.split(train, plan.share(), SEED + 1);
        ModelScorer plain = fit(spec, choices, parts.train());
        return evaluate(
                plain.deciding(
                        FittedDecision.of(plain, parts.evaluation(), plan, SEED).decision()),
                test);
    }

    private static ModelScorer fit(TrainerSpec spec, EncodingChoices choices, Table train) {
        return Fit.of(spec, choices, train, SEED).run(progress -> {});
    }

    private static EncodingChoices choices(Map<?, ?> byType, List<FeatureSpec> features) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (FeatureSpec feature : features) {
            Object options = byType.get(feature.type().name());
            if (options != null) {
                columns.put(feature.name(), options);
            }
        }
        return EncodingChoices.parse(columns, null, features);
    }

    private static Evaluation evaluate(ModelScorer scorer, Table test) {
        InputRow input = InputRow.empty(test.columns().size());
        double[] values =
                new double[test.rows() * Math.max(1, scorer.signature().labels().size())];
        for (int row = 0; row < test.rows(); row++) {
            FeatureEncoder.fill(input, test, row);
            Scores scores = scorer.score(input);
            if (scores instanceof Scores.Labelled labelled) {
                double[] probabilities = labelled.probabilities();
                System.arraycopy(probabilities, 0, values, row * probabilities.length, probabilities.length);
            } else {
                values[row] = ((Scores.Valued) scores).value();
            }
        }
        return test.target() instanceof Column.Categories categories
                ? new ClassificationScores(scorer.signature().labels(), categories.codes(), values).evaluate()
                : new RegressionScores(((Column.Numbers) test.target()).values(), values).evaluate();
    }

    /** Mean of each metric over the folds. */
    private static String summary(List<Evaluation> evaluations) {
        StringBuilder text = new StringBuilder();
        for (String metric : SHOWN) {
            double mean = evaluations.stream()
                    .mapToDouble(evaluation -> evaluation.value(metric))
                    .average()
                    .orElseThrow();
            if (!Double.isNaN(mean)) {
                text.append(String.format(" %s %.4f", metric, mean));
            }
        }
        return text.toString();
    }
}
