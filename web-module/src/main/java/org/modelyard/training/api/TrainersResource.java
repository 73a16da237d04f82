package org.modelyard.training.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.train.Hyperparameter;
import org.modelyard.ml.train.Trainer;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.Page;

/** What trainers there are. */
@ApplicationScoped
@Path("/trainers")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "training")
public class TrainersResource {

    /**
     * One trainer.
     *
     * @param type as a request names it
     * @param tasks that it learns
     */
    public record TrainerView(String type, Set<Task> tasks, List<HyperparameterView> hyperparameters) {

        static TrainerView of(Trainer<?> trainer) {
            return new TrainerView(
                    trainer.type(),
                    trainer.tasks(),
                    trainer.hyperparameters().stream()
                            .map(HyperparameterView::of)
                            .toList());
        }
    }

    /**
     * One of its hyperparameters.
     *
     * @param range what it takes, in words
     * @param options of a choice or a list; empty for numbers
     */
    public record HyperparameterView(
            String name, Hyperparameter.Kind kind, String range, List<String> options, Object preset, String meaning) {

        static HyperparameterView of(Hyperparameter one) {
            return new HyperparameterView(
                    one.name(), one.kind(), one.range(), one.options(), one.presetValue(), one.meaning());
        }
    }

    @GET
    @Operation(
            summary = "List the trainers",
            description =
                    "Each with its hyperparameters: range, default and meaning. Requests are checked against these.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, as one page.",
            content = @Content(examples = @ExampleObject(name = "trainers", value = Examples.TRAINERS)))
    public Page<TrainerView> list() {
        return new Page<>(Trainers.all().stream().map(TrainerView::of).toList(), null);
    }
}
