package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.bundle.VersionPackage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionPaper;

/** The model card, for a version that leaves. */
@ApplicationScoped
public class CardPaper implements VersionPaper {

    @Inject
    private ModelCards cards;

    @Override
    public String name() {
        return VersionPackage.CARD;
    }

    @Override
    public byte[] of(Caller caller, ModelVersionView version) {
        return cards.of(caller, version.model(), version.version()).toJson().getBytes(StandardCharsets.UTF_8);
    }
}
