package org.modelyard.batch.api;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param parameters may be left out where the job needs none */
@Schema(name = "BatchSubmission", example = "{\"parameters\":{\"olderThan\":\"PT24H\"}}")
public record Submission(@Nullable Map<String, String> parameters) {}
