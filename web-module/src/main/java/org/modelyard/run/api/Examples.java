package org.modelyard.run.api;

/** What the API's description shows. */
final class Examples {

    static final String NEW =
            """
            {"name":"churn-lightgbm","model":"churn","parameters":{"leaves":"31","learningRate":"0.05"},
             "tags":{"git":"4f2c1aa"}}""";

    private static final String HEAD =
            """
            "id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","name":"churn-lightgbm","model":"churn",""";

    private static final String TIMES =
            """
            "createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z","startedAt":"2026-01-31T12:00:00.000Z",""";

    private static final String LINE = "{" + HEAD + "\"state\":\"FINISHED\",\"problem\":null," + TIMES
            + "\"endedAt\":\"2026-01-31T12:30:00.000Z\"}";

    static final String RUN = "{" + HEAD
            + """
            "state":"RUNNING","problem":null,"parameters":{"leaves":"31","learningRate":"0.05"},"tags":{"git":"4f2c1aa"},
             "metrics":[{"key":"auc","value":0.87,"step":300,"at":"2026-01-31T12:20:00.000Z","points":300}],
             "artifacts":[{"path":"model/model.txt","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "bytes":48213,"createdAt":"2026-01-31T12:21:00.000Z"}],"versions":[],"""
            + TIMES
            + "\"endedAt\":null}";

    static final String PAGE = "{\"items\":[" + LINE + "],\"next\":null}";

    static final String PARAMETERS = "{\"parameters\":{\"leaves\":\"31\",\"objective\":\"binary\"}}";

    static final String TAGS = "{\"tags\":{\"reviewed\":\"yes\",\"draft\":null}}";

    static final String FINISH = "{\"state\":\"FINISHED\"}";

    static final String METRICS =
            """
            {"metrics":[{"key":"auc","value":0.81,"step":1,"at":"2026-01-31T12:00:01Z"},
             {"key":"auc","value":0.84,"step":2,"at":"2026-01-31T12:00:02Z"}]}""";

    static final String METRIC = "{\"key\":\"auc\",\"value\":0.81,\"step\":1}";

    static final String LOGGED = "{\"received\":2,\"stored\":2}";

    static final String POINTS =
            """
            {"items":[{"value":0.81,"step":1,"at":"2026-01-31T12:00:01.000Z"}],"next":null}""";

    static final String ARTIFACT =
            """
            {"path":"model/model.txt","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "bytes":48213,"createdAt":"2026-01-31T12:21:00.000Z"}""";

    static final String REGISTER = "{\"model\":\"churn\",\"task\":\"CLASSIFICATION\",\"bump\":\"MINOR\"}";

    static final String VERSION =
            """
            {"model":"churn","version":"1.1.0","task":"CLASSIFICATION","stage":"EXTERNAL","labels":[],
             "signature":{"task":"CLASSIFICATION","inputs":[],"labels":[]},"metrics":{"auc":0.87},"metricsVerified":false,
             "artifacts":[],"lineage":{"dataset":null,"snapshot":null,"snapshotSha256":null,"trainingJob":null,
             "parent":"1.0.0","code":null,"trainer":{"leaves":"31"},"seed":null,"holdout":null,"rows":null,"jvm":null,
             "run":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10"},"tags":[],"reasons":["Its model lives elsewhere."],
             "createdAt":"2026-01-31T12:31:00.000Z"}""";

    static final String COMPARISON =
            """
            {"runs":[{"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","here":false,"name":"churn-lightgbm","state":"FINISHED",
             "startedAt":"2026-01-31T12:00:00.000Z"},{"id":"0193b0a2-6a00-7c1f-8d55-0d1f6f0b7a11","here":true,"name":"churn",
             "state":"COMPLETED","startedAt":"2026-01-31T13:00:00.000Z"}],"parameters":[{"name":"leaves",
             "values":["31",null]}],"same":{"learningRate":"0.05"},"metrics":[{"name":"auc","values":[0.87,0.85]}]}""";

    private Examples() {}
}
