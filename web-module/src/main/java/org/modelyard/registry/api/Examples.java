package org.modelyard.registry.api;

/** What the API's description shows. */
final class Examples {

    static final String MODEL =
            """
            {"name":"tickets","task":"CLASSIFICATION","latest":"1.0.0","versions":1,"champions":{"production":"1.0.0"},
             "aliases":{},"description":null,"owners":["support"],"tags":[],"createdAt":"2026-01-31T12:00:00.000Z"}""";

    static final String MODELS = "{\"items\":[" + MODEL + "],\"next\":null}";

    static final String VERSION =
            """
            {"model":"tickets","version":"1.0.0","task":"CLASSIFICATION","stage":"READY","labels":["billing","login"],
             "outputs":[{"name":"priority","task":"CLASSIFICATION","labels":["high","low"]}],
             "signature":{"task":"CLASSIFICATION","inputs":[{"name":"text","type":"TEXT","required":true,
             "sensitive":false}],"labels":["billing","login"],"outputs":[{"name":"priority","task":"CLASSIFICATION",
             "labels":["high","low"]}]},"metrics":{"accuracy":0.9,"priority.accuracy":0.8},"metricsVerified":true,
             "artifacts":[{"kind":"model","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "bytes":48213}],"lineage":{"dataset":"tickets","snapshot":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10",
             "snapshotSha256":"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
             "trainingJob":"0193b0a2-6a00-7c1f-8d55-0d1f6f0b7a11","parent":null,"code":"0.1.0",
             "trainer":{"type":"logistic-regression","epochs":20},"seed":42,"holdout":0.2,"rows":1000,
             "jvm":"17.0.12+7 OpenJDK 64-Bit Server VM, Linux amd64"},"tags":[],"reasons":[],
             "createdAt":"2026-01-31T12:00:00.000Z","said":{"description":null,"changeLog":null,"successor":null,
             "aliases":["champion@production"],"elsewhere":null,"createdBy":"admin/ci"}}""";

    static final String PROMOTED =
            """
            {"id":"01936d3c-1111-7abc-8def-0123456789ab","model":"tickets","version":"1.0.0","environment":"staging",
             "state":"ACTIVE","strategy":"IMMEDIATE","autoRollback":true,"healthCheckTimeout":"PT30S","concurrency":null,
             "memoryBudget":null,"canary":[],"tags":[],"createdBy":"admin/ci",
             "createdAt":"2026-01-31T12:00:00.000Z","activatedAt":"2026-01-31T12:00:00.000Z","endedAt":null,"problem":null}""";

    static final String VERSIONS = "{\"items\":[" + VERSION + "],\"next\":null}";

    static final String EXPORT =
            """
            {"format":"onnx","sha256":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","bytes":18231,
             "featureStep":"OUTSIDE","decision":"NONE","columns":[{"feature":"text","reason":"a text is cut into words by Unicode's letters and digits, and standard operators split at blanks alone"}],"verified":{"rows":1000,
             "maxDifference":3.3e-16},"href":"/api/v1/models/tickets/versions/1.0.0/artifacts/export-onnx"}""";

    static final String FORMATS = "{\"items\":[{\"format\":\"bundle\",\"why\":null,\"export\":null},"
            + "{\"format\":\"json\",\"why\":null,\"export\":null},"
            + "{\"format\":\"onnx\",\"why\":null,\"export\":" + EXPORT + "},"
            + "{\"format\":\"tribuo\",\"why\":\"only linear models are written for Tribuo, and this is another kind\","
            + "\"export\":null}],\"next\":null}";
    static final String BUSINESS =
            """
            {"unit":"EUR","costs":{"labels":["no","yes"],"matrix":[[0,1],[20,0]]},"adoption":{"window":"P30D"}}""";

    static final String BUSINESS_VALUES =
            """
            {"unit":"EUR","values":{"yes":{"yes":10,"no":-20},"no":{"yes":-1}},"adoption":true}""";

    static final String BUSINESS_NUMBERS = "{\"unit\":\"EUR\",\"perUnitOver\":2,\"perUnitUnder\":5}";

    private Examples() {}
}
