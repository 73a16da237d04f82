package org.modelyard.dataset.api;

/** What the API's description shows. */
final class Samples {

    static final String NEW_DATASET =
            """
            {"name":"tickets","task":"CLASSIFICATION","target":"queue",
             "features":[{"name":"text","type":"TEXT"},{"name":"age","type":"NUMERIC","sensitive":true}]}""";

    static final String DATASET =
            """
            {"name":"tickets","task":"CLASSIFICATION","target":"queue",
             "features":[{"name":"text","type":"TEXT","sensitive":false},{"name":"age","type":"NUMERIC","sensitive":true}],
             "review":false,"counts":{"total":3,"accepted":3,"pending":0,"rejected":0},
             "quality":{"missingShare":0.1667,"missing":{"age":0.3333},"duplicates":0,"duplicateShare":0.0,
               "labels":{"billing":1,"login":2},"labelBalance":0.918},"createdAt":"2026-01-31T12:00:00.000Z"}""";

    static final String CSV =
            """
            text,age,queue
            I cannot log in,41,login
            Where is my invoice?,,billing
            """;

    static final String JSON_LINES =
            """
            {"text":"I cannot log in","age":41,"queue":"login"}
            {"text":"Where is my invoice?","queue":"billing"}
            """;

    static final String IMPORT =
            """
            {"id":"019c1e2a-7c3e-7d7a-9f0e-3f2b6c1a5d10","dataset":"tickets","state":"COMPLETED","read":3,"accepted":2,
             "duplicates":0,"rejected":1,"errors":[{"line":4,"field":"age","reason":"'old' is not a number"}],
             "problem":null,"createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z",
             "endedAt":"2026-01-31T12:00:01.000Z"}""";

    static final String EXAMPLES =
            """
            {"items":[{"id":"019c1e2a-7c3e-7d7a-9f0e-3f2b6c1a0001","features":{"text":"I cannot log in","age":41},
             "label":"login","status":"ACCEPTED","source":"import","quality":1.0,"occurrence":0,
             "createdAt":"2026-01-31T12:00:00.000Z"}],"next":null}""";

    static final String SNAPSHOT =
            """
            {"id":"019c1e2b-0a51-7c60-8a35-0f7f9a5d2e11","dataset":"tickets",
             "sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","rows":3,
             "createdAt":"2026-01-31T12:00:00.000Z"}""";

    private Samples() {}
}
