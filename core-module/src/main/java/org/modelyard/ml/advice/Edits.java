package org.modelyard.ml.advice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;

/** The edits that a plan has for one row, and the rows that they lead to. */
final class Edits {

    private static final int[] KEPT_HASHTAGS = {0, 1, 2, 3, 5};

    private final AdvicePlan plan;
    private final Signature signature;
    private final InputRow row;

    Edits(AdvicePlan plan, Signature signature, InputRow row) {
        this.plan = plan;
        this.signature = signature;
        this.row = row;
    }

    /** All single ones; each changes the row. */
    List<Edit> single() {
        List<Edit> edits = new ArrayList<>();
        String text = plan.text() == null ? null : row.texts()[signature.position(plan.text())];
        if (plan.text() != null && text != null) {
            wordings(plan.text(), Caption.of(text), edits);
        }
        if (plan.time() != null) {
            hours(plan.time(), row.numbers()[signature.position(plan.time())], edits);
        }
        plan.alternatives().forEach((input, values) -> {
            String own = row.texts()[signature.position(input)];
            values.stream()
                    .filter(value -> !value.equals(own))
                    .forEach(value -> edits.add(new Edit(Edit.Kind.VALUE, input, value)));
        });
        return edits;
    }

    private void wordings(String input, Caption caption, List<Edit> edits) {
        int words = caption.words();
        for (int length : plan.words()) {
            if (length < words) {
                edits.add(new Edit(Edit.Kind.SHORTENED, input, String.valueOf(length)));
            }
        }
        for (int kept : KEPT_HASHTAGS) {
            if (kept < caption.hashtags()) {
                edits.add(new Edit(Edit.Kind.HASHTAGS_REMOVED, input, String.valueOf(kept)));
            }
        }
        if (caption.pictured()) {
            edits.add(new Edit(Edit.Kind.EMOJI_REMOVED, input, ""));
        }
        if (plan.question() != null && !caption.asks()) {
            edits.add(new Edit(Edit.Kind.QUESTION, input, plan.question()));
        }
        plan.emoji().forEach(one -> edits.add(new Edit(Edit.Kind.EMOJI_ADDED, input, one)));
        plan.hashtags().stream()
                .filter(one -> !caption.has(one))
                .forEach(one -> edits.add(new Edit(Edit.Kind.HASHTAGS_ADDED, input, one)));
    }

    private void hours(String input, double seconds, List<Edit> edits) {
        double own = seconds;
        for (int hour = 0; hour < 24; hour++) {
            double moved = atHour(own, plan.zone(), hour);
            if (!Double.isNaN(moved) && moved != own) {
                edits.add(new Edit(Edit.Kind.HOUR, input, String.valueOf(hour)));
            }
        }
    }

    /** NaN when the instant is missing or far from any calendar, or its day has no such hour. */
    static double atHour(double seconds, ZoneId zone, int hour) {
        if (Double.isNaN(seconds)) {
            return Double.NaN;
        }
        double whole = Math.floor(seconds);
        try {
            LocalDateTime local =
                    Instant.ofEpochSecond((long) whole).atZone(zone).toLocalDateTime();
            LocalDateTime moved = local.withHour(hour);
            var offsets = zone.getRules().getValidOffsets(moved);
            return offsets.isEmpty()
                    ? Double.NaN
                    : hour == local.getHour() ? seconds : moved.toEpochSecond(offsets.get(0)) + (seconds - whole);
        } catch (DateTimeException e) {
            return Double.NaN; // beyond the calendar no day has hours
        }
    }

    /** The row with these edits, made in the order of their kinds. */
    InputRow apply(List<Edit> edits) {
        InputRow changed = new InputRow(row.numbers().clone(), Arrays.copyOf(row.texts(), row.texts().length));
        edits.stream().sorted(Comparator.comparing(Edit::kind)).forEach(edit -> {
            int position = signature.position(edit.input());
            switch (edit.kind()) {
                case HOUR ->
                    changed.numbers()[position] =
                            atHour(changed.numbers()[position], plan.zone(), Integer.parseInt(edit.to()));
                case VALUE -> changed.texts()[position] = edit.to();
                default -> changed.texts()[position] = reworded(changed.texts()[position], edit);
            }
        });
        return changed;
    }

    private static String reworded(@Nullable String text, Edit edit) {
        Caption caption = Caption.of(text == null ? "" : text);
        return switch (edit.kind()) {
            case SHORTENED -> caption.shortened(Integer.parseInt(edit.to())).text();
            case HASHTAGS_REMOVED ->
                caption.keepingHashtags(Integer.parseInt(edit.to())).text();
            case EMOJI_REMOVED -> caption.withoutEmoji().text();
            case QUESTION, EMOJI_ADDED -> caption.closedWith(edit.to()).text();
            case HASHTAGS_ADDED ->
                caption.withHashtags(List.of(edit.to().split(" "))).text();
            case HOUR, VALUE -> throw new IllegalArgumentException(edit.kind() + " rewords nothing");
        };
    }

    /** The changed inputs of a row that {@link #apply} gave, as a prediction takes them. */
    Map<String, String> inputs(List<Edit> edits, InputRow changed) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Edit edit : edits) {
            int position = signature.position(edit.input());
            FeatureSpec feature = signature.inputs().get(position).feature();
            String text = changed.texts()[position];
            inputs.put(
                    edit.input(), text == null ? ValueText.format(feature.type(), changed.numbers()[position]) : text);
        }
        return inputs;
    }
}
