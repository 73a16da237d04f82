package org.modelyard.training.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.platform.model.Page;

/** What recipes there are. */
@ApplicationScoped
@Path("/recipes")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "training")
public class RecipesResource {

    /**
     * How to train for a purpose.
     *
     * @param hyperparameters those that differ from the trainer's defaults
     * @param gates what a model must reach, unless the request says its own
     * @param needs types of features that a dataset must have
     * @param encode by type of feature, how those are encoded, as {@code features.encode} of a request says it for one
     * @param keeps what a version keeps besides its model
     */
    public record RecipeView(
            String name,
            Task task,
            String title,
            String meaning,
            String trainer,
            Map<String, Object> hyperparameters,
            String metric,
            Map<String, Gate> gates,
            Set<FeatureType> needs,
            Map<String, Map<String, Object>> encode,
            Set<Recipe.Kept> keeps) {

        static RecipeView of(Recipe recipe) {
            Map<String, Map<String, Object>> encode = new TreeMap<>();
            recipe.encode().forEach((type, choice) -> encode.put(type.name(), choice.options()));
            return new RecipeView(
                    recipe.name(),
                    recipe.task(),
                    recipe.title(),
                    recipe.meaning(),
                    recipe.trainer(),
                    recipe.hyperparameters(),
                    recipe.metric(),
                    recipe.gates(),
                    recipe.needs(),
                    encode,
                    recipe.keeps());
        }
    }

    @GET
    @Operation(
            summary = "List the recipes",
            description =
                    "A training job with 'recipe' needs no trainer: what the request does not say is the recipe's.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, as one page.",
            content = @Content(examples = @ExampleObject(name = "recipes", value = Examples.RECIPES)))
    public Page<RecipeView> list() {
        return new Page<>(Recipes.all().stream().map(RecipeView::of).toList(), null);
    }
}
