package org.modelyard.training.api;

/** What the API's description shows. */
final class Examples {

    static final String REQUEST =
            """
            {"model":"tickets","dataset":"tickets","trainer":{"type":"logistic-regression","epochs":20},
             "outputs":["priority"],"validation":{"folds":5},"priority":7,"timeout":"PT30M",
             "gates":{"accuracy":{"min":0.75},"priority.accuracy":{"min":0.7}},"seed":42,"bump":"MINOR"}""";

    static final String YAML =
            """
            model: tickets
            dataset: tickets
            trainer:
              type: logistic-regression
              epochs: 20
            outputs: [priority]
            validation:
              folds: 5
            gates:
              accuracy:
                min: 0.75
            deployment:
              environment: staging
            """;

    private static final String HEAD =
            """
            {"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","model":"tickets","dataset":"tickets",""";

    static final String QUEUED = HEAD
            + """
            "state":"QUEUED","progress":{"phase":null,"epoch":0,"epochs":0,"fraction":0.0,"loss":null,
             "validationLoss":null,"etaSeconds":null},"metrics":{},"reasons":[],"modelVersion":null,"problem":null,
             "cancelRequested":false,"createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z"}""";

    static final String COMPLETED = HEAD
            + """
            "state":"COMPLETED","progress":{"phase":"REGISTER","epoch":20,"epochs":20,"fraction":1.0,"loss":0.21,
             "validationLoss":null,"etaSeconds":null},"metrics":{"accuracy":0.9,"f1":0.9},"reasons":[],
             "modelVersion":"1.0.0","problem":null,"cancelRequested":false,"createdBy":"admin/ci",
             "createdAt":"2026-01-31T12:00:00.000Z"}""";

    static final String CANCELLED = HEAD
            + """
            "state":"CANCELLED","progress":{"phase":"FIT","epoch":3,"epochs":20,"fraction":0.15,"loss":0.8,
             "validationLoss":null,"etaSeconds":null},"metrics":{},"reasons":[],"modelVersion":null,"problem":null,
             "cancelRequested":true,"createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z"}""";

    static final String PAGE = "{\"items\":[" + COMPLETED + "],\"next\":null}";

    static final String METRICS =
            """
            {"total":12,"states":{"CREATED":0,"QUEUED":1,"RUNNING":1,"COMPLETED":8,"FAILED":2,"CANCELLED":0},
             "successRate":0.8,"meanSeconds":14.5,"meanOver":8,
             "trainers":[{"trainer":"logistic-regression","total":12,"states":{"CREATED":0,"QUEUED":1,"RUNNING":1,
             "COMPLETED":8,"FAILED":2,"CANCELLED":0},"successRate":0.8,"meanSeconds":14.5,"meanOver":8}]}""";

    static final String EPOCHS =
            """
            {"items":[{"fold":0,"epoch":1,"trainingLoss":0.61,"validationLoss":0.64,"learningRate":null,
             "rowsPerSecond":181000.0,"cpuCores":0.98,"heapBytes":132000000,"elapsedMillis":41}],"next":null}""";

    static final String TRAINERS =
            """
            {"items":[{"type":"logistic-regression","tasks":["CLASSIFICATION"],"hyperparameters":[{"name":"epochs",
             "kind":"INTEGER","range":"a whole number from 1 to 1000","options":[],"preset":40,
             "meaning":"The most passes over the training rows."}]}],"next":null}""";

    static final String RECIPES =
            """
            {"items":[{"name":"sentiment","task":"CLASSIFICATION","title":"Sentiment",
             "meaning":"What a short text feels: positive, neutral or negative, or any set of emotions that the labels name. \
            Logistic regression and naive Bayes vote.",
             "trainer":"ensemble","hyperparameters":{"characterNgrams":5,
             "members":"logistic-regression,multinomial-naive-bayes","method":"voting"},"metric":"f1Macro",
             "gates":{"accuracy":{"min":0.65,"max":null},"f1Macro":{"min":0.6,"max":null}},"needs":["TEXT"],
             "encode":{"TEXT":{"lowerCase":true,"surface":true,"weighting":"TFIDF"}},"keeps":[]}],"next":null}""";

    static final String TRIALS =
            """
            {"method":"TPE","metric":"f1Macro","planned":30,"best":7,"importance":{"learningRate":0.7,"l2":0.1},
             "trials":[{"number":7,"state":"FINISHED","hyperparameters":{"learningRate":1.4,"l2":0.00001},"score":0.91,
             "epochs":18,"reason":null}]}""";

    static final String EVENTS =
            """
            event: progress
            data: {"phase":"FIT","epoch":3,"epochs":20,"fraction":0.15,"loss":0.8,"validationLoss":null,"etaSeconds":6}

            event: state
            data: {"state":"COMPLETED","modelVersion":"1.0.0","problem":null}
            """;

    private Examples() {}
}
