package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.model.TraceParent;
import org.modelyard.serving.service.Predictor;

/** Writes down requests that are refused as a whole. */
@ApplicationScoped
public class RefusedRequests {

    @Inject
    private Predictor predictor;

    /**
     * @param trace header {@link TraceParent#HEADER} of the request
     * @param startNanos when the request came
     */
    void log(Caller caller, String model, Exception refused, @Nullable String trace, long startNanos) {
        predictor.refused(caller, of(Texts.brief(model), refused).traced(TraceParent.traceId(trace)), startNanos);
    }

    /** What a client has sent is not repeated: names of fields at most. */
    static RefusedRequest of(String model, Exception refused) {
        if (refused instanceof JsonProcessingException) {
            return new RefusedRequest(model, 400, "the JSON is not what is read here");
        }
        if (refused instanceof ClientErrorException client) {
            return new RefusedRequest(model, client.getResponse().getStatus(), "the body is too large");
        }
        return refused instanceof Refusal refusal
                ? RefusedRequest.of(model, refusal)
                : new RefusedRequest(model, 409, "the version cannot answer");
    }
}
