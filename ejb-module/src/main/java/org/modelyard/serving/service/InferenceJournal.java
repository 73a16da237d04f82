package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.journal.Journal;
import org.modelyard.journal.JournalFull;
import org.modelyard.journal.JournalSettings;
import org.modelyard.journal.JournalStats;
import org.modelyard.journal.Position;
import org.modelyard.journal.Recovery;
import org.modelyard.journal.WhenFull;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.model.InferenceEncoder;
import org.modelyard.serving.model.InferenceRecord;

/** This node's journal of inferences, open while the application runs. */
@ApplicationScoped
public class InferenceJournal {

    private static final System.Logger LOG = System.getLogger(InferenceJournal.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Inject
    private ServerSettings server;

    @Inject
    private ServingSettings settings;

    @Inject
    private Event<AlertNeeded> alerts;

    private final ThreadLocal<InferenceEncoder> encoder = ThreadLocal.withInitial(InferenceEncoder::new);
    private volatile @Nullable Journal journal;

    /**
     * Opens and recovers it.
     *
     * @param drained the position that was stored with the last drained rows
     */
    Journal open(Position drained) throws IOException {
        Journal opened = Journal.open(server.journal(), journalSettings(), drained);
        Recovery found = opened.recovery();
        LOG.log(Level.INFO, "the journal holds {0} records in {1} bytes", found.records(), found.bytes());
        if (!found.corrupt().isEmpty()) {
            LOG.log(Level.ERROR, "the journal has lost records to a damaged disk: {0}", found.corrupt());
        }
        journal = opened;
        return opened;
    }

    /**
     * When it returns, the record survives the process. Where the settings say so, a full journal lets the record go and
     * counts it.
     *
     * @throws Refusal.Unavailable when the record was not taken: then there must be no answer either
     */
    public void append(InferenceRecord inference) {
        Journal open = journal;
        if (open == null) {
            throw new Refusal.Unavailable("The inference journal is not open (yet).", RETRY_AFTER);
        }
        try {
            if (open.append(encoded(inference, open.largestPayload())) == Position.UNLOGGED) {
                full(inference, "answers go out unlogged");
            }
        } catch (JournalFull e) {
            full(inference, "predictions are refused: " + e.getMessage());
            throw new Refusal.Unavailable(
                    "The answer cannot be logged, so there is none: " + e.getMessage() + ".", RETRY_AFTER);
        } catch (IllegalStateException closed) {
            throw new Refusal.Unavailable("The server is stopping.", RETRY_AFTER);
        }
    }

    /** An answer that takes more than was left to it, beside its inputs, must be in the log all the same. */
    private ByteBuffer encoded(InferenceRecord inference, int most) {
        InferenceEncoder own = encoder.get();
        ByteBuffer bytes = own.encode(inference);
        if (bytes.remaining() <= most) {
            return bytes;
        }
        LOG.log(
                Level.ERROR,
                "prediction {0} is logged without its inputs: with them its record has {1} bytes, and the journal takes {2}",
                inference.inferenceId(),
                bytes.remaining(),
                most);
        return own.encode(inference.bare());
    }

    private void full(InferenceRecord inference, String consequence) {
        alerts.fire(new AlertNeeded(
                inference.organisationId(),
                Severity.CRITICAL,
                "JOURNAL_FULL",
                AlertNeeded.SERVER,
                "The inference journal is full",
                "The journal takes no more records, so " + consequence
                        + ". See whether the database takes what is drained, and whether the disk has room."));
    }

    /** Bytes that one record can have at most. */
    public int largestRecord() {
        Journal open = journal;
        return open == null ? 0 : open.largestPayload();
    }

    /** All 0 while it is closed. */
    public JournalStats stats() {
        Journal open = journal;
        return open == null ? new JournalStats(0, 0, 0, 0, 0, 0, 0, 0, 0) : open.stats();
    }

    void close() throws IOException {
        Journal open = journal;
        journal = null;
        if (open != null) {
            open.close();
        }
    }

    private JournalSettings journalSettings() {
        return new JournalSettings(
                (int) Math.min(settings.journalSegment(), 1 << 30),
                settings.journalReserve(),
                settings.journalFsync(),
                settings.journalSync() == ServingSettings.JournalSync.ALWAYS,
                settings.journalFull() == ServingSettings.JournalFullAnswer.UNLOGGED
                        ? WhenFull.UNLOGGED
                        : WhenFull.REFUSE);
    }
}
