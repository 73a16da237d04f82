package org.modelyard.training.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.train.Progress;
import org.modelyard.registry.model.RegistryJson;

/** What the process says, a line of JSON each, on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "said")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FitSaying.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = FitSaying.Stepped.class, name = "stepped"),
    @JsonSubTypes.Type(value = FitSaying.Saved.class, name = "saved"),
    @JsonSubTypes.Type(value = FitSaying.Done.class, name = "done"),
    @JsonSubTypes.Type(value = FitSaying.Tried.class, name = "tried"),
    @JsonSubTypes.Type(value = FitSaying.Refused.class, name = "refused")
})
public sealed interface FitSaying {

    /**
     * The rows are encoded.
     *
     * @param output beside the target, from 1; 0: the target
     * @param rows that a step goes over
     */
    record Begun(int output, int rows, Steps at) implements FitSaying {}

    /**
     * @param heapBytes used by the process
     * @param nanos that the step took
     * @param cpuNanos of the fitting thread's processor; negative where that is not known
     */
    record Stepped(Steps at, long heapBytes, long nanos, long cpuNanos) implements FitSaying {}

    /** A checkpoint was written, because it was asked for. */
    record Saved() implements FitSaying {}

    /** @param bundle address of the model */
    record Done(String bundle) implements FitSaying {}

    /** @param trial with its outcome, as {@link org.modelyard.ml.search.Trial#toJson} writes it */
    record Tried(String trial) implements FitSaying {}

    /** The rows or the hyperparameters are of no use: another try would say the same. */
    record Refused(String message) implements FitSaying {}

    /** {@link Progress}; null for what is not a finite number. */
    record Steps(
            int epoch,
            int epochs,
            @Nullable Double trainingLoss,
            @Nullable Double validationLoss,
            @Nullable Double learningRate) {

        static Steps of(Progress progress) {
            return new Steps(
                    progress.epoch(),
                    progress.epochs(),
                    finite(progress.trainingLoss()),
                    finite(progress.validationLoss()),
                    finite(progress.learningRate()));
        }

        public Progress progress() {
            return new Progress(epoch, epochs, number(trainingLoss), number(validationLoss), number(learningRate));
        }

        private static @Nullable Double finite(double value) {
            return Double.isFinite(value) ? value : null;
        }

        private static double number(@Nullable Double value) {
            return value == null ? Double.NaN : value;
        }
    }

    default String toJson() {
        return RegistryJson.write(this);
    }

    /** @throws IllegalStateException when the line was not said by a process of ours */
    static FitSaying fromJson(String line) {
        return RegistryJson.read(line, FitSaying.class);
    }
}
