package org.modelyard.experiment.api;

/** What the API's description shows. */
final class Examples {

    static final String NEW =
            """
            {"name":"headline","variants":[{"name":"old","share":0.5,"content":"Read more"},
             {"name":"new","share":0.5,"content":"See what happened next"}],
             "targeting":{"attributes":{"country":"CATEGORICAL"},"condition":"country in ('de', 'at')"},
             "layer":"front-page","traffic":0.4,"holdout":0.05,"metric":{"kind":"PROPORTION","event":"click"},
             "guardrails":[{"metric":{"kind":"MEAN","event":"latency","lowerIsBetter":true},"tolerance":0.05}],
             "rule":"SEQUENTIAL","alpha":0.05,"plannedUnits":40000,"duration":"P28D","window":"P1D"}""";

    static final String NEW_VERSIONS =
            """
            {"name":"churn-1-1","model":"churn","environment":"production","variants":[{"name":"now","version":"champion"},
             {"name":"next","version":"^1.1"}],"metric":{"source":"FEEDBACK","kind":"PROPORTION","event":"used"},
             "guardrails":[{"metric":{"source":"LATENCY","kind":"QUANTILE","quantile":0.95},"tolerance":0.2}],
             "plannedUnits":20000,"window":"P1D"}""";

    static final String NEW_MODELS =
            """
            {"name":"two-models","environment":"production","variants":[{"name":"trees","model":"churn-trees"},
             {"name":"linear","model":"churn-linear","version":"2.0.0"}],"metric":{"event":"renewed"}}""";

    static final String ROLLOUT =
            """
            {"id":"01936d3c-4444-7abc-8def-0123456789ab","deployment":"01936d3c-1111-7abc-8def-0123456789ab",
             "model":"churn","environment":"production","champion":"1.0.0","candidate":"1.1.0","strategy":"GRADUAL",
             "state":"PENDING","note":"'next' has won the experiment 'churn-1-1'."}""";

    static final String EXPERIMENT =
            """
            {"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","name":"headline","state":"RUNNING","plan":{"subject":"CONTENT",
             "variants":[{"name":"old","share":0.5,"content":"Read more"},{"name":"new","share":0.5,
             "content":"See what happened next"}],"targeting":{"attributes":{},"condition":null},"traffic":0.4,"holdout":0.05,
             "layer":"front-page","metric":{"kind":"PROPORTION","event":"click","denominator":null,"quantile":null,
             "lowerIsBetter":false},"guardrails":[],"rule":"SEQUENTIAL","alpha":0.05,"power":0.8,"plannedUnits":40000,
             "duration":"PT672H","window":"PT24H","model":null,"environment":null},"salt":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","slotFrom":0,
             "createdBy":"admin","createdAt":"2026-01-31T12:00:00.000Z","startedAt":"2026-01-31T13:00:00.000Z",
             "endsAt":"2026-02-28T13:00:00.000Z","stoppedAt":null,"stopReason":null,"changes":1,"asked":[]}""";

    static final String PAGE = "{\"items\":[" + EXPERIMENT + "],\"next\":null}";

    static final String STOP = "{\"reason\":\"The winner is shown to everybody.\"}";

    static final String ASK = "{\"unit\":\"user-42\",\"attributes\":{\"country\":\"de\"}}";

    static final String ASSIGNED =
            """
            {"experiment":"headline","unit":"user-42","reason":"ASSIGNED","variant":"new",
             "content":"See what happened next"}""";

    static final String EVENTS =
            """
            {"events":[{"unit":"user-42","event":"click","eventId":"c-1","at":"2026-01-31T14:00:00Z"},
             {"unit":"user-42","event":"latency","value":0.21,"eventId":"l-1"}]}""";

    static final String EVENT = "{\"unit\":\"user-42\",\"event\":\"click\",\"eventId\":\"c-1\"}";

    static final String TAKEN = "{\"received\":2,\"stored\":2}";

    static final String RESULTS =
            """
            {"experiment":"headline","state":"RUNNING","verdict":"WINNER","winner":"new","recommendation":"Use 'new'. 'new' is
             better than 'old': its share of units with 'click' is 0.07000 against 0.05000 (40 % more). The true difference
             lies between 0.01092 and 0.02908 with 95 % confidence, however often it was looked at.","confidence":0.95,
             "metric":"share of units with 'click'","rule":"SEQUENTIAL","units":20000,"heldOut":1040,"withinWindow":0,"sampleRatioP":1.0,
             "variants":[{"name":"old","units":10000,"share":0.5,"value":0.05,"standardError":0.0022},
             {"name":"new","units":10000,"share":0.5,"value":0.07,"standardError":0.0026}],
             "comparisons":[{"variant":"new","control":0.05,"value":0.07,"difference":0.02,"low":0.0109,"high":0.0291,
             "relative":0.4,"p":0.0000003,"chanceToBeat":0.999,"expectedLoss":0.0,"better":true,"worse":false}],
             "guardrails":[],"asOf":"2026-01-31T15:00:00.000Z"}""";

    private Examples() {}
}
