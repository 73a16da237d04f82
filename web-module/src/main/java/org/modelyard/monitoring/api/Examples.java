package org.modelyard.monitoring.api;

/** What the API's description shows. */
final class Examples {

    static final String REPORT =
            """
            {"id":"019a9f2e-7d10-7c3a-9a41-5c0b7f2d1e88","model":"tickets","version":"1.0.0","environment":"production",
             "deployment":"019a9f20-1111-7c3a-9a41-5c0b7f2d1e88","verdict":"DRIFTED","severity":"WARNING",
             "window":{"since":"2026-01-30T12:00:00.000Z","until":"2026-01-31T12:00:04.120Z"},
             "referenceRows":8000,"rows":1250,"alpha":0.01,
             "features":[{"name":"age","answer":false,"test":"KOLMOGOROV_SMIRNOV","statistic":0.31,"p":1.2E-40,
                          "adjustedP":3.6E-40,"effect":0.42,"distance":0.31,"verdict":"DRIFTED","bins":null}],
             "createdAt":"2026-01-31T12:00:04.310Z"}""";

    static final String REPORTS = "{\"items\":[" + REPORT + "],\"next\":null}";

    static final String QUEUED =
            """
            {"id":"019a9f2e-7c00-7c3a-9a41-5c0b7f2d1e88","state":"QUEUED","model":"tickets","environment":"production",
             "window":{"since":"2026-01-30T12:00:00.000Z","until":"2026-01-31T12:00:04.120Z","lastInferences":null},
             "trigger":"REST","problem":null,"executionId":null,"createdBy":"admin/ci",
             "createdAt":"2026-01-31T12:00:04.120Z","endedAt":null,"report":null}""";

    static final String ALERT =
            """
            {"id":"019a9f2e-7d11-7c3a-9a41-5c0b7f2d1e88","severity":"WARNING","state":"OPEN","kind":"DRIFT",
             "subject":"model/tickets/production","title":"tickets 1.0.0 in production: 1 of 4 distributions drifted",
             "detail":"In 1250 rows differ from the training data: age (PSI 0.420, difference 0.310).",
             "raisedAt":"2026-01-31T12:00:04.310Z","lastSeenAt":"2026-01-31T13:00:04.290Z","count":2,
             "acknowledgedBy":null,"acknowledgedAt":null}""";

    static final String ALERTS = "{\"items\":[" + ALERT + "],\"next\":null}";

    static final String HEALTH =
            """
            {"model":"tickets","status":"DEGRADED","score":0.8,
             "findings":[{"severity":"WARNING",
               "what":"The last drift report says that inputs or answers differ from the training data.",
               "advice":"Read the report; if the change is real and lasting, retrain on newer examples."}],
             "environments":["production"],"at":"2026-01-31T12:30:00.000Z"}""";

    private Examples() {}
}
