package org.modelyard.ml.score;

/** A model has no answer for a row; the message says why. It has no trace: it is an answer, not a fault, and may be given to each row. */
public final class Unanswerable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean wantOfRoom;

    public Unanswerable(String message) {
        this(message, false);
    }

    private Unanswerable(String message, boolean wantOfRoom) {
        super(message, null, false, false);
        this.wantOfRoom = wantOfRoom;
    }

    /** It was not asked at all, since it is being asked as much as it may be: that says nothing of it. */
    public static Unanswerable forWantOfRoom(String message) {
        return new Unanswerable(message, true);
    }

    /** Whether others were asking, and nothing else. */
    public boolean wantOfRoom() {
        return wantOfRoom;
    }
}
