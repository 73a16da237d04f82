package org.modelyard.serving.console;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The last answers to many rows, of one session: asking again would be logged again. */
@SessionScoped
public class AnswerSheets implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 3;
    /** Of their files together: with a thousand scores a row, one of them may be larger than all others of a session. */
    private static final long LARGEST = 8L << 20;

    private final Deque<AnswerSheet> kept = new ArrayDeque<>();

    /** Lets go of the oldest where there are too many, or they are too large; the newest stays in any case. */
    public synchronized void keep(AnswerSheet sheet) {
        kept.addFirst(sheet);
        while (kept.size() > MOST || kept.size() > 1 && characters() > LARGEST) {
            kept.removeLast();
        }
    }

    private long characters() {
        return kept.stream().mapToLong(sheet -> sheet.csv().length()).sum();
    }

    /** Empty when it was let go of, or is somebody else's. */
    public synchronized Optional<AnswerSheet> find(String model, String id) {
        return kept.stream()
                .filter(sheet -> sheet.id().equals(id) && sheet.model().equals(model))
                .findFirst();
    }
}
