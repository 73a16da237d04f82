package org.modelyard.revision.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;

/** The one step of the job {@code compression}. Begun again, it finds what it has made. */
@Named("compressionStep")
@Dependent
public class CompressionStep extends AbstractBatchlet {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String organisation;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String submittedBy;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String version;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String weights;

    @Inject
    private Compressions compressions;

    /** In the name of who submitted it: who makes a version cannot approve of it. */
    @Override
    public String process() {
        Caller caller = new Caller(Long.parseLong(organisation), submittedBy, Role.OPERATOR, "server");
        return compressions
                .quantise(caller, model, version, new Compressions.NewCompression(weights))
                .version()
                .version()
                .version();
    }
}
