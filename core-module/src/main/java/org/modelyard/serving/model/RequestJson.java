package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How the JSON of predictions is read and written, wherever it comes from. */
public final class RequestJson {

    /** Texts have at most 4 Mi characters, and objects lie at most 100 deep in each other. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(4 << 20)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private RequestJson() {}
}
