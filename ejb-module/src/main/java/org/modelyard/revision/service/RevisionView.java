package org.modelyard.revision.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.EvaluationView;
import org.modelyard.registry.model.CompressionReport;
import org.modelyard.registry.service.ModelVersionView;

/**
 * A version that was made of another.
 *
 * @param version a DRAFT
 * @param evaluation that was asked for at once, and makes it READY or REJECTED; null where there are no rows to ask about
 * @param unevaluated why none was; null where one was
 * @param decision what became of calibration and threshold: {@code NONE}, or {@code KEPT} as they were fitted to the parent's scores
 * @param changes how many weights are other ones, or have other constraints; null unless they were changed by hand
 * @param report null unless it was compressed
 */
public record RevisionView(
        ModelVersionView version,
        @Nullable EvaluationView evaluation,
        @Nullable String unevaluated,
        String decision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CompressionReport report) {}
