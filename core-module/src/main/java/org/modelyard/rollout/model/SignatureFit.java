package org.modelyard.rollout.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.modelyard.registry.model.SignatureDocument;

/** Whether two versions can answer the same requests: they are read once, before it is known who answers. */
public final class SignatureFit {

    private SignatureFit() {}

    /** @return what differs, in a sentence; empty when the candidate fits */
    public static Optional<String> problem(SignatureDocument champion, SignatureDocument candidate) {
        if (champion.task() != candidate.task()) {
            return Optional.of("its task is " + candidate.task() + ", not " + champion.task() + ".");
        }
        List<String> mine = names(champion);
        List<String> theirs = names(candidate);
        if (!new HashSet<>(mine).equals(new HashSet<>(theirs))) {
            return Optional.of(difference("inputs", mine, theirs));
        }
        if (!mine.equals(theirs)) {
            return Optional.of("its inputs stand in another order.");
        }
        for (int i = 0; i < mine.size(); i++) {
            SignatureDocument.Input one = champion.inputs().get(i);
            SignatureDocument.Input other = candidate.inputs().get(i);
            if (one.type() != other.type()) {
                return Optional.of("its input '" + other.name() + "' is " + other.type() + ", not " + one.type() + ".");
            }
            if (other.required() && !one.required()) {
                return Optional.of("it requires the input '" + other.name() + "', which may be missing now.");
            }
        }
        if (!new HashSet<>(champion.labels()).equals(new HashSet<>(candidate.labels()))) {
            return Optional.of(difference("labels", champion.labels(), candidate.labels()));
        }
        return champion.outputs().equals(candidate.outputs())
                ? Optional.empty()
                : Optional.of("what it answers beside the target differs.");
    }

    private static List<String> names(SignatureDocument signature) {
        return signature.inputs().stream().map(SignatureDocument.Input::name).toList();
    }

    private static String difference(String what, List<String> mine, List<String> theirs) {
        List<String> missing =
                mine.stream().filter(name -> !theirs.contains(name)).limit(5).toList();
        List<String> more =
                theirs.stream().filter(name -> !mine.contains(name)).limit(5).toList();
        return "its " + what + " differ" + (missing.isEmpty() ? "" : ", without " + String.join(", ", missing))
                + (more.isEmpty() ? "" : ", and with " + String.join(", ", more)) + ".";
    }
}
