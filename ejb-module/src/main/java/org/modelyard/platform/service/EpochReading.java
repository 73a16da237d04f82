package org.modelyard.platform.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import org.modelyard.platform.entity.Epochs;

/** Reads the epochs in a transaction: an entity manager shared outside of one is closed by the container. */
@Stateless
public class EpochReading {

    @Inject
    private Epochs epochs;

    public Map<String, Long> current() {
        return epochs.current();
    }
}
