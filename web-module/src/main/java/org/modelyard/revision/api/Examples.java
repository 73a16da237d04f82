package org.modelyard.revision.api;

/** What the API's description shows. */
final class Examples {

    static final String WEIGHTS =
            """
            {"model":"loans","version":"1.0.0","output":null,"bias":{"yes":-0.41},"matching":12,"items":[{"feature":"income",
             "label":"yes","weight":1.93,"perUnit":0.064,"constraint":null},{"feature":"job=self","label":"yes","weight":0.0,
             "perUnit":null,"constraint":{"frozen":true,"min":null,"max":null}}],"next":"QP4AAAAAAAAAAAAB"}""";

    static final String CHANGES =
            """
            {"changes":[{"feature":"job=self","set":0.0,"frozen":true},{"feature":"income","min":0.0},
             {"feature":"debt","label":"yes","max":0.0}],"reason":"More debt must never speak for a loan."}""";

    private static final String EVALUATION =
            """
            {"id":"01936d3c-1111-7abc-8def-0123456789ab","model":"loans","version":"1.0.1","dataset":"loans",
             "snapshot":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","state":"QUEUED","asked":null,"leftOut":null,"metrics":{},
             "problem":null,"executionId":null,"createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z","endedAt":null}""";

    private static final String VERSION =
            """
            {"model":"loans","version":"1.0.1","task":"CLASSIFICATION","stage":"DRAFT","labels":["no","yes"],
             "lineage":{"parent":"1.0.0"}}""";

    static final String CHANGED = "{\"version\":" + VERSION + ",\"evaluation\":" + EVALUATION
            + ",\"unevaluated\":null,\"decision\":\"KEPT\",\"changes\":3}";

    static final String COMPRESSED = "{\"version\":" + VERSION + ",\"evaluation\":" + EVALUATION
            + ",\"unevaluated\":null,\"decision\":\"NONE\",\"report\":"
            + """
            {"parent":"1.0.0","weights":"int8","bytesBefore":1204113,"bytesAfter":401220,"constraintsDropped":0,
             "speed":{"rows":2000,"rowsPerSecondBefore":81234.5,"rowsPerSecondAfter":81011.9},"loss":{"rows":2000,
             "worstDifference":0.0071,"changedAnswers":2,"measuredRows":2000,"metrics":[{"metric":"accuracy","before":0.895,
             "after":0.896,"loss":-0.001,"low":-0.0031,"high":0.0011,"method":"McNemar; Newcombe's paired interval",
             "reason":null}]},"unmeasured":null}}""";

    private Examples() {}
}
