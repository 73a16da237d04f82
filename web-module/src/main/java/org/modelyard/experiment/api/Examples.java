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
             "rule":"SEQUENTIAL","alpha":0.05,"plannedUnits":40000,"duration":"P28D","window":"P1D",
             "segments":["country"]}""";

    static final String NEW_VERSIONS =
            """
            {"name":"churn-1-1","model":"churn","environment":"production","variants":[{"name":"now","version":"champion"},
             {"name":"next","version":"^1.1"}],"metric":{"source":"FEEDBACK","kind":"PROPORTION","event":"used"},
             "guardrails":[{"metric":{"source":"LATENCY","kind":"QUANTILE","quantile":0.95},"tolerance":0.2}],
             "plannedUnits":20000,"window":"P1D"}""";

    static final String NEW_MODELS =
            """
            {"name":"two-models","environment":"production","variants":[{"name":"trees","model":"churn-trees"},
             {"name":"linear","model":"churn-linear","version":"2.0.0"}],"metric":{"kind":"MEAN","event":"spent"},
             "cuped":true,"covariate":{"attribute":"spendBefore"}}""";

    static final String NEW_BANDIT =
            """
            {"name":"banner","variants":[{"name":"blue","content":"blue.png"},{"name":"green","content":"green.png"}],
             "metric":{"kind":"PROPORTION","event":"click"},"window":"PT30M",
             "allocation":{"strategy":"THOMPSON","every":"PT1H","floor":0.05}}""";

    static final String ROUNDS =
            """
            {"items":[{"round":2,"from":"2026-01-31T14:00:00Z","next":"2026-01-31T15:00:00Z","arms":[
             {"variant":"blue","propensity":0.0842,"chanceToBeBest":0.038,"units":1010,"successes":51},
             {"variant":"green","propensity":0.9158,"chanceToBeBest":0.962,"units":990,"successes":68}]},
             {"round":1,"from":"2026-01-31T13:00:00Z","next":null,"arms":[
             {"variant":"blue","propensity":0.5,"chanceToBeBest":0.5,"units":0,"successes":0},
             {"variant":"green","propensity":0.5,"chanceToBeBest":0.5,"units":0,"successes":0}]}],"next":null}""";

    static final String OFF_POLICY =
            """
            {"experiment":"banner","metric":"share of units with 'click'","policy":[{"variant":"blue","share":0.0},
             {"variant":"green","share":1.0}],"units":4000,"rounds":2,"earned":0.0665,"effectiveSample":1996.4,
             "largestWeight":2.0,"confidence":0.95,"estimates":[
             {"method":"IPS","estimate":0.0691,"standardError":0.0052,"low":0.0589,"high":0.0793},
             {"method":"SNIPS","estimate":0.069,"standardError":0.0047,"low":0.0598,"high":0.0782},
             {"method":"DR","estimate":0.0691,"standardError":0.0047,"low":0.0599,"high":0.0783}],"warning":null,
             "asOf":"2026-01-31T15:00:00Z"}""";

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
             "duration":"PT672H","window":"PT24H","model":null,"environment":null,"segments":["country"],"cuped":false,
             "allocation":{"strategy":"FIXED","every":null,"floor":null},"covariate":null},"salt":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","slotFrom":0,
             "createdBy":"admin","createdAt":"2026-01-31T12:00:00.000Z","startedAt":"2026-01-31T13:00:00.000Z",
             "endsAt":"2026-02-28T13:00:00.000Z","stoppedAt":null,"stopReason":null,"changes":1,"asked":[]}""";

    static final String PAGE = "{\"items\":[" + EXPERIMENT + "],\"next\":null}";

    static final String STOP = "{\"reason\":\"The winner is shown to everybody.\"}";

    static final String ASK = "{\"unit\":\"user-42\",\"attributes\":{\"country\":\"de\"},\"covariate\":12.5}";

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
             "guardrails":[],"asOf":"2026-01-31T15:00:00.000Z","cuped":null,"segments":[{"attribute":"country","effects":[
             {"value":"de","variant":"new","units":12000,"control":0.05,"measured":0.071,"difference":0.021,"low":0.0081,
             "high":0.0339,"pHolm":0.00002,"pFalseDiscovery":0.00002,"pAgainstOthers":0.7},
             {"value":"at","variant":"new","units":8000,"control":0.05,"measured":0.0685,"difference":0.0185,"low":0.0027,
             "high":0.0343,"pHolm":0.009,"pFalseDiscovery":0.009,"pAgainstOthers":0.7}],"tests":[{"variant":"new",
             "segments":2,"q":0.15,"p":0.7,"inconsistency":0.0}],"words":"Nothing shows that the effect of 'new' depends on
             'country', which is not to say that it is the same everywhere (corrected p 0.70). A segment is no verdict: many
             were looked at, and each is smaller than the whole. Take what stands out as a question for an experiment of its
             own."}],"allocation":null,"crossover":null}""";

    static final String HISTORY =
            """
            {"experiment":"headline","metric":"share of units with 'click'","rule":"SEQUENTIAL","step":"PT24H",
             "variants":["old","new"],"points":[{"until":"2026-02-01T13:00:00Z","assigned":[5010,4990],"judged":[5010,4990],
             "effects":[{"variant":"new","difference":0.019,"low":0.004,"high":0.034}]},{"until":"2026-02-02T13:00:00Z",
             "assigned":[10000,10000],"judged":[10000,10000],"effects":[{"variant":"new","difference":0.02,"low":0.0109,
             "high":0.0291}]}],"funnel":[{"variant":"old","assigned":10000,"judged":10000,"active":6100,"converted":500},
             {"variant":"new","assigned":10000,"judged":10000,"active":6150,"converted":700}]}""";

    private Examples() {}
}
