package org.modelyard.registry.service;

import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.registry.model.PromotionPolicy;

/** One kind of thing that a policy may require; each feature brings those about itself. */
public interface PromotionRequirement {

    /** @return what is missing, a sentence each; empty when nothing is */
    List<String> unmet(Caller caller, ModelVersionView version, PromotionPolicy policy, String environment);
}
