package org.modelyard.lineage.service;

import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageStep;

/** A part of the product that knows what came of what. Every one there is is asked. */
public interface LineageSource {

    /**
     * What it knows to be next to a node, in a stable order; nothing for kinds that it does not know.
     *
     * @param direction UP or DOWN
     * @param most no more have to be given
     */
    List<LineageStep> next(Caller caller, LineageNode node, LineageDirection direction, int most);
}
