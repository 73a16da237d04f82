package org.modelyard.serving.api;

import java.util.List;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.Route;

/** A request as it was read: where it goes, and its rows checked against the signature there. */
record PredictionRequest(Route route, List<PredictionRow> rows, AnswerWish wish) {}
