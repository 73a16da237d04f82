package org.modelyard.evaluation.api;

/** What the API's description shows. */
final class Examples {

    static final String WISH = "{\"dataset\":\"tickets-golden\"}";

    static final String EVALUATION =
            """
            {"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","model":"tickets","version":"1.0.0","dataset":"tickets-golden",
             "snapshot":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a11","state":"COMPLETED","asked":500,"leftOut":12,
             "metrics":{"accuracy":0.91,"f1Macro":0.9},
             "fairness":[{"feature":"sex","figure":"demographicParityDifference","value":0.04,"reason":null}],"problem":null,"executionId":12,"createdBy":"admin/ci",
             "createdAt":"2026-01-31T12:00:00.000Z","endedAt":"2026-01-31T12:00:02.000Z"}""";

    static final String EVALUATIONS = "{\"items\":[" + EVALUATION + "],\"next\":null}";

    static final String DOCUMENT =
            """
            {"task":"CLASSIFICATION","rows":500,"metrics":{"accuracy":{"value":0.91,"rows":500}},"classes":[],
             "baselines":[{"answer":"always 'card', the most frequent label of training","metrics":{"accuracy":{"value":0.31,"rows":500}}}]}""";

    static final String COMPARE_SEVERAL =
            """
            {"versions":["tickets:1.0.0","tickets:1.1.0","tickets:2.0.0"],"golden":"hard-cases"}""";

    static final String SIDE_BY_SIDE =
            """
            {"versions":[{"model":"tickets","version":"1.0.0","stage":"PRODUCTION","trainer":"logistic-regression","dataset":"tickets",
              "snapshot":"01900000-0000-7000-8000-000000000001","rows":1500,"verified":true,"createdAt":"2026-01-30T12:00:00.000Z"},
             {"model":"tickets","version":"1.1.0","stage":"READY","trainer":"logistic-regression","dataset":"tickets",
              "snapshot":"01900000-0000-7000-8000-000000000001","rows":1500,"verified":true,"createdAt":"2026-01-31T12:00:00.000Z"}],
             "snapshot":"01900000-0000-7000-8000-000000000001","sameRows":true,
             "metrics":[{"metric":"accuracy","goal":"HIGHER","share":true,"values":[{"value":0.81,"low":0.76,"high":0.85,"rows":300},
              {"value":0.86,"low":0.82,"high":0.9,"rows":300}]}],
             "tests":[{"version":"tickets:1.1.0","possible":true,"comparison":"01900000-0000-7000-8000-000000000002","state":"COMPLETED","rows":300,
              "recommendation":"PROMOTE","reason":"…","metrics":[{"metric":"accuracy","first":0.81,"other":0.86,"gain":0.05,"low":0.01,
              "high":0.09,"p":0.01,"holm":0.03,"verdict":"BETTER","reason":null}]}],
             "signatures":[{"version":"tickets:1.1.0","changes":[{"what":"the input 'channel' is new, and may be left out","needed":"MINOR"}]}],
             "hyperparameters":{"differing":[{"name":"l2","values":["0.1","0.01"]}],"same":{"seed":"42"}},
             "encoding":{"differing":[],"same":{}},
             "weights":{"reason":"They do not encode rows into the same features and labels.","weights":0,"differing":0,"rows":[]},
             "cards":{"differing":[],"same":{"Gates":"none"}}}""";

    static final String COMPARE =
            """
            {"a":"tickets:1.0.0","b":"tickets:1.1.0","dataset":"tickets-golden","metric":"f1Macro","guards":["logLoss"],
             "alpha":0.05,"leastGain":0.01}""";

    static final String COMPARISON =
            """
            {"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a12","champion":"tickets:1.0.0","candidate":"tickets:1.1.0",
             "dataset":"tickets-golden","snapshot":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a11","state":"COMPLETED","leftOut":12,
             "result":{"rows":500,"recommendation":"PROMOTE","reason":"f1Macro gains 0.03.",
             "folds":{"count":0,"overlap":null,"metrics":[],"reason":"Neither version was cross-validated."}},"problem":null,
             "executionId":13,"createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z",
             "endedAt":"2026-01-31T12:00:02.000Z"}""";

    static final String COMPARISONS = "{\"items\":[" + COMPARISON + "],\"next\":null}";

    static final String CARD =
            """
            {"model":"tickets","version":"1.0.0","description":"Which team a ticket is for.","comparison":null,
             "limits":["Of 1 of its 12 labels there were fewer than 30 evaluation rows, which say little about each: fraud (9)."],
             "notMeasured":["The version was not compared with another."]}""";

    static final String NEW_GOLDEN = "{\"name\":\"hard-cases\",\"dataset\":\"tickets-golden\"}";

    static final String GOLDEN =
            """
            {"model":"tickets","name":"hard-cases","dataset":"tickets-golden","snapshot":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a12",
             "createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z"}""";

    static final String GOLDENS = "{\"items\":[" + GOLDEN + "],\"next\":null}";

    static final String LEAKAGE =
            """
            {"trainingRows":9000,"evaluationRows":300,"clean":false,"identical":{"rows":1,"examples":[{"evaluationRow":17,
             "trainingRow":4021}]},"sameInputs":{"rows":1,"examples":[{"evaluationRow":17,"trainingRow":4021}]},"repeated":0}""";

    static final String ADVICE_WISH =
            """
            {"inputs":{"caption":"our new menu is here and we would like to tell you all about it","platform":"x","createdAt":"2026-01-31T03:00:00Z"},
             "plan":{"hashtags":["#food","#menu"],"alternatives":{"platform":["instagram"]}}}""";

    static final String ADVICE =
            """
            {"outcome":"SUGGESTED","predicted":2.1,"tried":43,"suggestions":[{"edits":[{"kind":"HOUR","input":"createdAt","to":"18",
             "words":"Post at 18 o'clock."}],"inputs":{"createdAt":"2026-01-31T18:00:00Z"},"predicted":2.6,"gain":0.5,"low":0.2,
             "high":0.8,"confidence":0.95,"sure":true}]}""";

    static final String RANKING_WISH =
            """
            {"unit":{"segment":"family"},"candidates":[{"offer":"tablet","price":199},{"offer":"phone","price":399}],"top":1}""";

    static final String RANKING =
            "{\"label\":\"yes\",\"asked\":2,\"candidates\":[{\"position\":0,\"score\":0.41,\"reasons\":[]}]}";

    static final String COUNTERFACTUAL_WISH =
            "{\"inputs\":{\"income\":30,\"debt\":12,\"job\":\"none\"},\"label\":\"yes\",\"fixed\":[\"job\"]}";

    static final String COUNTERFACTUAL =
            """
            {"asked":311,"alternatives":[{"changes":[{"feature":"income","from":"30","to":"44.5"}],"distance":0.8,"answer":"yes",
             "score":0.52}]}""";

    static final String SIMILAR_WISH = "{\"inputs\":{\"text\":\"my card has not come yet\"},\"k\":1}";

    static final String SIMILAR =
            """
            {"label":"card_arrival","score":0.97,"cases":[{"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b0007","dataset":"tickets",
             "score":11.2,"terms":["card","come"],"features":{"text":"When will my card come?"},"label":"card_arrival","value":null}]}""";

    static final String TEXTS =
            """
            {"texts":[{"text":"Your card is on its way.","references":["Your card is on its way to you."],"logProbabilities":[-0.1,-0.4]},
             {"text":"Please try again.","references":["Try again, please.","Please try again."]}]}""";

    static final String TEXT_METRICS = "{\"texts\":2,\"bleu\":0.81,\"rougeL\":0.93,\"chrf\":0.86,\"perplexity\":1.28}";

    static final String TEXT_LINES =
            "{\"text\":\"the cat sat\",\"references\":[\"the cat sat down\"],\"logProbabilities\":[-0.1,-0.4,-0.2]}";

    static final String TEXT_MEASUREMENT =
            """
            {"id":"0193b0a2-6a00-7c1f-8d55-0d1f6f0b7a21","state":"QUEUED","bytes":104857600,"result":null,"problem":null,
             "executionId":null,"createdBy":"admin","createdAt":"2026-01-31T12:00:00.000Z","endedAt":null}""";

    static final String EXPLAIN = "{\"inputs\":{\"income\":62.5,\"debt\":12,\"job\":\"employed\"},\"label\":\"yes\"}";

    static final String EXPLANATION =
            """
            {"method":"LINEAR","scale":"LOG_ODDS","label":"yes","base":0.2,"sum":2.5,"contributions":[
             {"feature":"income","value":"62.5","contribution":1.9,"standardError":0.0}]}""";

    private Examples() {}
}
