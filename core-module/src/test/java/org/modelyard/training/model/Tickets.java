package org.modelyard.training.model;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.registry.model.RegistryJson;

/** Made tickets: the category is the target; priority, whether it is escalated, and the hours it takes come from the same text. */
final class Tickets {

    static final Schema SCHEMA = new Schema(
            Task.CLASSIFICATION,
            "category",
            List.of(
                    new FeatureSpec("text", FeatureType.TEXT),
                    new FeatureSpec("priority", FeatureType.CATEGORICAL),
                    new FeatureSpec("size", FeatureType.NUMERIC),
                    new FeatureSpec("hours", FeatureType.NUMERIC),
                    new FeatureSpec("escalated", FeatureType.BOOLEAN),
                    new FeatureSpec("opened", FeatureType.TIMESTAMP),
                    new FeatureSpec("gender", FeatureType.CATEGORICAL, true)));

    private static final String[] WORDS = {"card lost", "invoice wrong", "password forgotten"};

    private Tickets() {}

    /** @param missing every so manieth row lacks priority and hours; 0: none */
    static Table of(int rows, int missing) {
        SplittableRandom random = new SplittableRandom(5);
        String[] texts = new String[rows];
        int[] categories = new int[rows];
        int[] priorities = new int[rows];
        double[] sizes = new double[rows];
        double[] hours = new double[rows];
        double[] escalated = new double[rows];
        double[] opened = new double[rows];
        int[] genders = new int[rows];
        for (int row = 0; row < rows; row++) {
            categories[row] = random.nextInt(3);
            boolean urgent = random.nextInt(3) == 0;
            boolean lacks = missing > 0 && row % missing == 0;
            texts[row] = WORDS[categories[row]] + (urgent ? " urgent now" : " whenever fine");
            priorities[row] = lacks ? -1 : urgent ? 0 : 1;
            sizes[row] = random.nextInt(10);
            hours[row] = lacks ? Double.NaN : sizes[row] * 2 + (urgent ? 1 : 20) + random.nextGaussian();
            escalated[row] = urgent ? 1 : 0;
            opened[row] = row * 3_600;
            genders[row] = random.nextInt(2);
        }
        return new Table(
                SCHEMA,
                List.of(
                        new Column.Texts(texts),
                        new Column.Categories(priorities, new String[] {"high", "low"}),
                        new Column.Numbers(sizes),
                        new Column.Numbers(hours),
                        new Column.Numbers(escalated),
                        new Column.Numbers(opened),
                        new Column.Categories(genders, new String[] {"f", "m"})),
                new Column.Categories(categories, new String[] {"card", "billing", "access"}));
    }

    /** The same tickets with another column as their target, and without the features that the others answer. */
    static Table about(Table tickets, String target, List<String> inputs) {
        List<FeatureSpec> features = inputs.stream()
                .map(name -> SCHEMA.features().get(SCHEMA.indexOf(name)))
                .toList();
        Column answers = tickets.columns().get(SCHEMA.indexOf(target));
        Task task = answers instanceof Column.Numbers ? Task.REGRESSION : Task.CLASSIFICATION;
        return new Table(
                new Schema(task, target, features),
                inputs.stream()
                        .map(name -> tickets.columns().get(SCHEMA.indexOf(name)))
                        .toList(),
                answers);
    }

    /** @param more beside model, dataset and outputs */
    static TrainingRequest request(@Nullable List<String> outputs, Map<String, Object> more) {
        Map<String, Object> body = new java.util.LinkedHashMap<>(more);
        body.put("model", "m");
        body.put("dataset", "d");
        body.put("outputs", outputs);
        return RegistryJson.read(RegistryJson.write(body), TrainingRequest.class);
    }

    static TrainingPlan plan(List<String> outputs, Map<String, Object> more) {
        return request(outputs, more).plan(SCHEMA);
    }
}
