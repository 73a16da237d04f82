package org.modelyard.scoring.api;

/** What the description of the API shows. */
final class Examples {

    static final String WISH = "{\"dataset\":\"tickets\",\"format\":\"csv\",\"scores\":true}";

    static final String FILE_WISH =
            "{\"upload\":\"01985f0e-6b10-7c55-9f3a-1b2c3d4e5f60\",\"inputFormat\":\"jsonl\",\"format\":\"jsonl\"}";

    static final String SCORING =
            """
            {"id":"01985f0e-6c41-7d02-8a4e-6f1d2c3b4a59","model":"triage","version":"1.2.0","dataset":"tickets",
             "snapshot":"01985f0e-6b10-7c55-9f3a-1b2c3d4e5f60","inputSha256":null,"inputFormat":null,"format":"csv","allScores":true,"state":"COMPLETED","fraction":1.0,
             "rows":983000,"refused":12,"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","bytes":81234567,
             "problem":null,"executionId":17,"createdBy":"anna/cli","createdAt":"2026-01-31T12:00:00.000Z",
             "endedAt":"2026-01-31T12:00:41.120Z"}""";

    static final String PAGE = "{\"items\":[" + SCORING + "],\"next\":null}";

    static final String FILE = "id,label,score,error\\n01985f0e-6c41-7d02-8a4e-6f1d2c3b0000,refund,0.93,\\n";

    private Examples() {}
}
