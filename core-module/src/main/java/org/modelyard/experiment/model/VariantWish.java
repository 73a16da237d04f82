package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.model.RolloutVariants;
import org.modelyard.serving.model.StickyHash;

/** Checks the variants that somebody wants: their names, shares that add up, and what they ask. */
final class VariantWish {

    private static final int MOST_VARIANTS = 20;
    private static final int LONGEST_CONTENT = 4_000;
    private static final int LONGEST_VERSION = 100;

    private VariantWish() {}

    static List<ExperimentVariant> checked(
            @Nullable List<ExperimentWish.@Nullable Variant> wished,
            ExperimentSubject subject,
            List<FieldError> errors) {
        List<ExperimentWish.@Nullable Variant> all = wished == null ? List.of() : wished;
        List<ExperimentWish.Variant> given = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ExperimentWish.Variant one = all.get(i);
            if (one == null) {
                errors.add(new FieldError("variants[" + i + "]", "This is null: give a variant or leave it out."));
            } else {
                given.add(one);
            }
        }
        return given.size() < all.size() ? List.of() : given(given, subject, errors);
    }

    private static List<ExperimentVariant> given(
            List<ExperimentWish.Variant> given, ExperimentSubject subject, List<FieldError> errors) {
        if (given.size() < 2 || given.size() > MOST_VARIANTS) {
            errors.add(new FieldError(
                    "variants",
                    "An experiment has 2 to " + MOST_VARIANTS + " variants, the control first; these are "
                            + given.size() + "."));
            return List.of();
        }
        List<ExperimentVariant> planned = new ArrayList<>();
        Set<String> names = new HashSet<>();
        double sum = 0;
        for (int i = 0; i < given.size(); i++) {
            ExperimentWish.Variant one = given.get(i);
            String path = "variants[" + i + "].";
            String name = one.name() == null ? "" : one.name();
            if (Checks.named(path + "name", name, errors) && !names.add(name)) {
                errors.add(new FieldError(path + "name", "'" + name + "' is another variant's name already."));
            }
            if (subject == ExperimentSubject.MODELS && RolloutVariants.has(name)) {
                // a rollout of one of these models may run beside it, and counts its own by this name
                errors.add(new FieldError(
                        path + "name", "'" + name + "' is what answers of a rollout are called; take another name."));
            }
            if (one.content() != null && one.content().length() > LONGEST_CONTENT) {
                errors.add(new FieldError(path + "content", "At most " + LONGEST_CONTENT + " characters."));
            }
            asked(path, one, subject, errors);
            double share = one.share() == null ? 1.0 / given.size() : one.share();
            sum += share;
            planned.add(new ExperimentVariant(
                    name,
                    one.share() == null
                            ? (i + 1) * StickyHash.BUCKETS / given.size() - i * StickyHash.BUCKETS / given.size()
                            : Checks.buckets(path + "share", share, 1, StickyHash.BUCKETS, errors),
                    one.content(),
                    one.model(),
                    one.version()));
        }
        long without = given.stream().filter(one -> one.share() == null).count();
        int all = planned.stream().mapToInt(ExperimentVariant::buckets).sum();
        if ((without != 0 && without != given.size()) || all != StickyHash.BUCKETS) {
            errors.add(new FieldError(
                    "variants",
                    without != 0 && without != given.size()
                            ? "Give every variant a share, or none for equal ones."
                            : "The shares add up to " + Texts.brief(String.valueOf((float) sum)) + ", not to 1."));
        }
        return planned;
    }

    private static void asked(
            String path, ExperimentWish.Variant one, ExperimentSubject subject, List<FieldError> errors) {
        switch (subject) {
            case CONTENT -> {
                if (one.model() != null || one.version() != null) {
                    errors.add(new FieldError(
                            path + (one.model() != null ? "model" : "version"),
                            "A variant of content asks no model; take the subject VERSIONS or MODELS."));
                }
            }
            case VERSIONS -> {
                if (one.model() != null) {
                    errors.add(new FieldError(
                            path + "model", "All variants are of the experiment's model; take the subject MODELS."));
                }
                if (one.version() == null || one.version().isBlank()) {
                    errors.add(new FieldError(
                            path + "version", "Say which version: a number, a range such as ^1.2, or champion."));
                }
            }
            case MODELS -> {
                if (one.model() == null) {
                    errors.add(new FieldError(path + "model", "Say which model this variant asks."));
                } else {
                    Checks.named(path + "model", one.model(), errors);
                }
            }
        }
        if (one.version() != null && one.version().length() > LONGEST_VERSION) {
            errors.add(new FieldError(path + "version", "At most " + LONGEST_VERSION + " characters."));
        }
    }
}
