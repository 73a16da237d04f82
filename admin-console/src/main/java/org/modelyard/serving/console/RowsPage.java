package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ExplainedAnswers;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.console.Downloads;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.AskedInTurns;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Route;

/** Many rows at once: pasted or from a file, asked about in turns, their answers as a table in pages and as a file. */
@Named
@RequestScoped
public class RowsPage {

    private static final int MOST = 1_000;
    private static final int SHOWN = 50;
    private static final int MOST_PROBLEMS = 20;
    private static final String UNANSWERED = "unanswered";

    @Inject
    private PredictTarget target;

    @Inject
    private AskFields ask;

    @Inject
    private AnswerSheets sheets;

    @Inject
    private AnswerReasons reasons;

    @Inject
    private ServingSettings settings;

    private @Nullable String text;
    private @Nullable Part file;
    private List<FieldError> problems = List.of();
    private @Nullable AnswerSheet sheet;
    private boolean gone;
    private List<AnswerSheet.Line> chosen = List.of();
    private int page = 1;

    @PostConstruct
    void fromRequest() {
        String wanted = Links.parameter("sheet");
        sheet = sheets.find(target.getModel(), wanted).orElse(null);
        gone = sheet == null && !wanted.isEmpty();
        if (sheet != null) {
            chosen = isUnansweredOnly() ? sheet.unanswered() : sheet.lines();
            page = Math.max(1, Math.min(getPages(), number(Links.parameter("page"))));
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 1;
    }

    /** Leads to the answers, so that a reload asks nobody again. */
    public void predict() {
        problems = List.of();
        Notices.attempt(() -> {
            long start = System.nanoTime();
            try {
                AnswerSheet answered = answered(start);
                sheets.keep(answered);
                Links.go("/console/models/" + target.getModel() + "/rows?to=" + target.getQuery() + "&sheet="
                        + answered.id());
            } catch (RuntimeException e) {
                target.refused(e, start); // what is refused in turns is in the log, and said row by row
                throw e;
            }
        });
    }

    private AnswerSheet answered(long start) {
        CommonFields common = ask.read();
        Route route = target.route();
        List<PredictionRow> rows = rows(route, common);
        if (ask.isExplain()) {
            ExplainedAnswers.require(rows.size());
        }
        Deadline deadline = AnswerWish.orUsual(common.wish().deadline(start), start);
        AskedInTurns turns = target.turns(route, deadline);
        List<PredictionOutcome> outcomes = new ArrayList<>(rows.size());
        for (int from = 0; from < rows.size(); from += AskedInTurns.AT_ONCE) {
            outcomes.addAll(turns.answered(rows.subList(from, Math.min(rows.size(), from + AskedInTurns.AT_ONCE))));
        }
        double millis = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3;
        return AnswerSheet.of(
                Ids.next().toString(),
                target.getModel(),
                target.getTo(),
                route.signature(),
                rows,
                outcomes,
                ask.isExplain() ? reasons.of(target.getModel(), rows, outcomes) : List.of(),
                common.wish().topK(),
                millis);
    }

    private List<PredictionRow> rows(Route route, CommonFields common) {
        try {
            byte[] bytes = SentRows.bytes(file, text, settings.maxBody(), "rows");
            return SentRows.rows(bytes, route.signature(), common, Math.min(MOST, settings.maxRows()));
        } catch (Refusal.Invalid refused) {
            problems = refused.errors();
            throw refused;
        }
    }

    /** Sends the answers in place of the page. */
    public void download() {
        AnswerSheet known = sheet;
        if (known == null) {
            Notices.error("These answers are not kept any more: ask again.");
            return;
        }
        byte[] bytes = known.csv().getBytes(StandardCharsets.UTF_8);
        Downloads.send(
                new Downloads.File(known.model() + "-answers.csv", "text/csv;charset=utf-8", bytes.length, Map.of()),
                new ByteArrayInputStream(bytes));
    }

    /** The rows of this page. */
    public List<AnswerSheet.Line> getLines() {
        return lines(chosen, page);
    }

    static List<AnswerSheet.Line> lines(List<AnswerSheet.Line> all, int page) {
        int from = Math.min(all.size(), (page - 1) * SHOWN);
        return all.subList(from, Math.min(all.size(), from + SHOWN));
    }

    public int getPages() {
        return pages(chosen.size());
    }

    /** At least one. */
    static int pages(int rows) {
        return Math.max(1, (rows + SHOWN - 1) / SHOWN);
    }

    public int getPage() {
        return page;
    }

    /** Whether rows that were answered are left out. */
    public boolean isUnansweredOnly() {
        return Links.parameter("only").equals(UNANSWERED);
    }

    /** The address of the answers, to be gone on with the page. */
    public String getAddress() {
        return sheet == null
                ? ""
                : "/console/models/" + target.getModel() + "/rows?to=" + target.getQuery() + "&sheet=" + sheet.id();
    }

    /** How many rows have no answer. */
    public int getUnanswered() {
        return sheet == null ? 0 : sheet.unanswered().size();
    }

    /** Null until rows were asked about. */
    public @Nullable AnswerSheet getSheet() {
        return sheet;
    }

    /** Whether the answers that the address names are not kept any more. */
    public boolean isGone() {
        return gone;
    }

    /** Why the rows cannot be read as a whole, each with its place. */
    public List<FieldError> getProblems() {
        return problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
    }

    /** The names that a CSV begins with. */
    public String getHeader() {
        return String.join(
                ",",
                target.chosen().signature().inputs().stream()
                        .map(input -> input.name())
                        .toList());
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }
}
