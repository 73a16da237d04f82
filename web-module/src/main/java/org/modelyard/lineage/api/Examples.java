package org.modelyard.lineage.api;

/** What the description of the API shows. */
final class Examples {

    static final String GRAPH =
            "{\"root\":\"VERSION:tickets:1.0.0\",\"direction\":\"UP\",\"depth\":6,\"nodes\":[{\"key\":\"VERSION:tickets:1.0.0\","
                    + "\"kind\":\"VERSION\",\"id\":\"tickets:1.0.0\",\"label\":\"tickets 1.0.0\",\"href\":\"/api/v1/models/tickets/versions/1.0.0\","
                    + "\"time\":\"2026-01-31T12:01:00.000Z\",\"sha256\":\"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\",\"state\":\"READY\"},"
                    + "{\"key\":\"TRAINING_JOB:01900000-0000-7000-8000-000000000001\",\"kind\":\"TRAINING_JOB\",\"id\":\"01900000-0000-7000-8000-000000000001\","
                    + "\"label\":\"logistic-regression\",\"href\":\"/api/v1/training-jobs/01900000-0000-7000-8000-000000000001\","
                    + "\"time\":\"2026-01-31T12:00:00.000Z\",\"sha256\":null,\"state\":\"COMPLETED\"}],"
                    + "\"edges\":[{\"from\":\"TRAINING_JOB:01900000-0000-7000-8000-000000000001\",\"to\":\"VERSION:tickets:1.0.0\",\"verb\":\"made\"}],"
                    + "\"cut\":false,\"cutAt\":[],\"reason\":null}";
    static final String RECORD =
            "{\"approvals\":[],\"audit\":[],\"card\":{},\"comparisons\":[],\"cut\":[],\"deployments\":[],\"evaluations\":[],\"experiments\":[],\"exports\":[],"
                    + "\"policies\":[],\"policy\":null,\"rollouts\":[],\"run\":null,\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\","
                    + "\"shape\":\"modelyard-version-record/1\",\"snapshot\":{},\"training\":{},\"version\":{}}";

    private Examples() {}
}
