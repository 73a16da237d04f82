package org.modelyard.serving.model;

/** Why an inference went to its version. */
public enum RoutingReason {
    /** The environment's deployment chose it. */
    DEPLOYMENT(1),
    /** The caller named the version. */
    PINNED(2),
    /** The caller named an alias that stands for the version. */
    ALIAS(3),
    /** It went to none: the request was refused before. */
    NONE(4),
    /** A running experiment chose it. */
    EXPERIMENT(5);

    private final byte code;

    RoutingReason(int code) {
        this.code = (byte) code;
    }

    /** Stands for it in the journal, and never changes; never 0. */
    byte code() {
        return code;
    }

    static RoutingReason ofCode(byte code) {
        for (RoutingReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        throw new MalformedInference("there is no routing reason " + code);
    }
}
