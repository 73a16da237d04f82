package org.modelyard.registry.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * A way in which a signature differs from that of the version before it.
 *
 * @param what in words
 * @param needed the least part of the number that such a change raises: MAJOR when a request or a reader that was served before
 *     may fail now, MINOR when there is more to ask or to be answered
 */
public record SignatureChange(String what, Bump needed) {

    /** Every difference, the gravest first; none when either does not say its inputs and labels, as a model that lives elsewhere. */
    public static List<SignatureChange> between(SignatureDocument before, SignatureDocument after) {
        if (before.inputs().isEmpty() || after.inputs().isEmpty()) {
            return List.of();
        }
        List<SignatureChange> changes = new ArrayList<>();
        inputs(before, after, changes);
        labels("the label '", before.labels(), after.labels(), changes);
        outputs(before, after, changes);
        changes.sort(Comparator.comparing(SignatureChange::needed));
        return List.copyOf(changes);
    }

    private static void labels(String what, List<String> before, List<String> after, List<SignatureChange> changes) {
        for (String label : before) {
            if (!after.contains(label)) {
                changes.add(major(what + Texts.brief(label) + "' is answered no more"));
            }
        }
        for (String label : after) {
            if (!before.contains(label)) {
                changes.add(minor(what + Texts.brief(label) + "' is new"));
            }
        }
    }

    private static void outputs(SignatureDocument before, SignatureDocument after, List<SignatureChange> changes) {
        Map<String, SignatureDocument.Output> now = new LinkedHashMap<>();
        after.outputs().forEach(output -> now.put(output.name(), output));
        for (SignatureDocument.Output old : before.outputs()) {
            SignatureDocument.Output same = now.remove(old.name());
            String name = "the output '" + old.name() + "'";
            if (same == null) {
                changes.add(major(name + " is lost"));
            } else if (same.task() != old.task()) {
                changes.add(major(name + " was for " + old.task() + " and is for " + same.task()));
            } else {
                labels(name + ": the label '", old.labels(), same.labels(), changes);
            }
        }
        now.keySet().forEach(name -> changes.add(minor("the output '" + name + "' is new")));
    }

    private static void inputs(SignatureDocument before, SignatureDocument after, List<SignatureChange> changes) {
        Map<String, SignatureDocument.Input> now = new LinkedHashMap<>();
        after.inputs().forEach(input -> now.put(input.name(), input));
        for (SignatureDocument.Input old : before.inputs()) {
            SignatureDocument.Input same = now.remove(old.name());
            String name = "the input '" + old.name() + "'";
            if (same == null) {
                changes.add(major(name + " is lost"));
            } else if (same.type() != old.type()) {
                changes.add(major(name + " was " + old.type() + " and is " + same.type()));
            } else if (same.required() && !old.required()) {
                changes.add(major(name + " could be left out and is required now"));
            } else if (!same.required() && old.required()) {
                changes.add(minor(name + " may be left out now"));
            }
        }
        now.values()
                .forEach(input -> changes.add(
                        input.required()
                                ? major("the input '" + input.name() + "' is new and required")
                                : minor("the input '" + input.name() + "' is new, and may be left out")));
    }

    /** The least bump that all of the changes allow. */
    public static Bump needed(List<SignatureChange> changes) {
        return changes.stream()
                .map(SignatureChange::needed)
                .min(Comparator.naturalOrder())
                .orElse(Bump.PATCH);
    }

    /**
     * @param asked a bump that may say more than is needed, never less
     * @param before number of the version that is compared with, for words
     * @throws Refusal.Invalid naming {@code bump}, with each change that needs more
     */
    public static void require(Bump asked, List<SignatureChange> changes, String before) {
        Bump least = needed(changes);
        if (asked.compareTo(least) > 0) {
            List<SignatureChange> graver = changes.stream()
                    .filter(change -> asked.compareTo(change.needed()) > 0)
                    .toList();
            throw new Refusal.Invalid(
                    asked + " is too little, this needs " + least + ": compared with " + before + ", "
                            + String.join(
                                    "; ",
                                    graver.stream().map(SignatureChange::what).toList())
                            + ".",
                    graver.stream()
                            .map(change -> new FieldError("bump", change.needed() + ": " + change.what()))
                            .toList());
        }
    }

    private static SignatureChange major(String what) {
        return new SignatureChange(what, Bump.MAJOR);
    }

    private static SignatureChange minor(String what) {
        return new SignatureChange(what, Bump.MINOR);
    }
}
