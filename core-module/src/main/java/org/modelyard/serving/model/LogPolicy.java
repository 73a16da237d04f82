package org.modelyard.serving.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/**
 * What the inference log keeps of a model's inputs. Obeyed before the journal: what is withheld reaches no disk.
 *
 * @param maskSensitive whether values of sensitive inputs are left out of what is kept as it is
 */
public record LogPolicy(Inputs inputs, boolean maskSensitive) {

    /** What is kept. */
    public enum Inputs {
        /** The values. */
        FULL,
        /** An HMAC-SHA-256 over all values with the installation's key: whether two rows were the same can be told, and no more. */
        HASHED,
        /** Nothing. */
        NONE
    }

    /** Of models of which nobody has said anything. */
    public static final LogPolicy USUAL = new LogPolicy(Inputs.FULL, true);

    /** Where it is not known what somebody has said. */
    public static final LogPolicy CLOSED = new LogPolicy(Inputs.NONE, true);

    /** A policy as a client says it: what is missing is as usual. */
    public record Wanted(@Nullable String inputs, @Nullable Boolean maskSensitive) {

        /** @throws Refusal.Invalid when it is none */
        public LogPolicy checked() {
            Inputs kept = USUAL.inputs();
            if (inputs != null) {
                try {
                    kept = Inputs.valueOf(inputs);
                } catch (IllegalArgumentException e) {
                    throw new Refusal.Invalid("inputs", "This is one of " + Arrays.toString(Inputs.values()) + ".");
                }
            }
            return new LogPolicy(kept, maskSensitive == null ? USUAL.maskSensitive() : maskSensitive);
        }
    }

    /** Whether it needs the installation's key. */
    public boolean hashes() {
        return inputs == Inputs.HASHED;
    }

    /**
     * What of a row is written; the row itself where all is.
     *
     * @param key of hashes; as long as there is none, nothing is written in the place of one
     */
    public InputRow kept(InputRow row, Signature signature, @Nullable LogKey key) {
        return switch (inputs) {
            case NONE -> WithheldInputs.NOTHING;
            case HASHED -> key == null ? WithheldInputs.NOTHING : WithheldInputs.hashed(row, signature, key);
            case FULL -> maskSensitive && signature.sensitive() ? WithheldInputs.masked(row, signature) : row;
        };
    }
}
