package org.modelyard.ml.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.stats.Bootstrap;
import org.modelyard.stats.Interval;
import org.modelyard.training.model.Fit;

/**
 * How recipes are chosen: cross-validation on training rows only; of data that changes with time the past is learnt from and what follows
 * is asked about, and the geometric mean of the folds' rmse compared, so that a fold that nobody can foresee does not rule. Run it with a recipe, a data set of {@link RecipeData}, the number of folds
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
            List<Measured> evaluations = new ArrayList<>();
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
    private static Measured evaluate(Recipe recipe, Map<String, Object> candidate, Table train, Table test) {
        Map<String, Object> values = new LinkedHashMap<>(candidate);
        Object type = values.remove("type");
        Object encode = values.remove("encode");
        Object decision = values.remove("decision");
        TrainerSpec spec = type == null ? recipe.spec(values) : Trainers.spec((String) type, values);
        EncodingChoices choices = encode == null
                ? recipe.choices(train.schema().features(), EncodingChoices.NONE)
                : choices((Map<?, ?>) encode, train.schema().features());
        if (decision == null) {
            return Measured.of(fit(spec, choices, train), test);
        }
        DecisionPlan plan = DecisionPlan.of((Map<String, ?>) decision);
        return Measured.of(Measured.deciding(spec, choices, plan, train), test);
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

    /** Mean of each metric over the folds, and each fold's; or of the test rows with its standard error and interval. */
    private static String summary(List<Measured> measured) {
        List<String> shown = SHOWN.stream()
                .filter(metric -> !Double.isNaN(measured.get(0).value(metric)))
                .toList();
        StringBuilder text = new StringBuilder();
        if (measured.size() == 1) {
            Bootstrap.Estimate[] estimates = measured.get(0).estimate(shown);
            for (int i = 0; i < estimates.length; i++) {
                Interval interval = estimates[i].interval();
                text.append(String.format(
                        "%n  %s %.4f, standard error %.4f, 95 %% %.4f to %.4f",
                        shown.get(i),
                        estimates[i].value(),
                        estimates[i].standardError(),
                        interval == null ? Double.NaN : interval.low(),
                        interval == null ? Double.NaN : interval.high()));
            }
            return text.toString();
        }
        for (String metric : shown) {
            double[] values =
                    measured.stream().mapToDouble(fold -> fold.value(metric)).toArray();
            text.append(String.format(
                    " %s %.4f", metric, Arrays.stream(values).average().orElseThrow()));
            if (metric.equals("rmse")) {
                text.append(String.format(
                        " geometric %.4f",
                        Math.exp(Arrays.stream(values).map(Math::log).average().orElseThrow())));
            }
            if (metric.equals(shown.get(0)) || metric.equals("rmse") || metric.equals("rocAuc")) {
                text.append(Arrays.stream(values)
                        .mapToObj(value -> String.format("%.3f", value))
                        .collect(Collectors.joining(" ", " (", ")")));
            }
        }
        return text.toString();
    }
}
