package org.modelyard.registry.console;

import java.util.List;

/**
 * A document to begin with.
 *
 * @param kind what it declares
 * @param words what is to be changed in it
 */
public record ScorerExample(String kind, String words, String document) {

    static final List<ScorerExample> ALL = List.of(
            new ScorerExample(
                    "rules",
                    "The first rule whose condition holds answers; otherwise stands at the end.",
                    """
                    {
                      "type": "rules",
                      "signature": {
                        "task": "CLASSIFICATION",
                        "labels": ["no", "yes"],
                        "inputs": [
                          {"name": "income", "type": "NUMERIC"},
                          {"name": "debt", "type": "NUMERIC", "default": 0}
                        ]
                      },
                      "rules": [
                        {"when": "income > 75 and debt < 5", "answer": "yes", "score": 0.95}
                      ],
                      "otherwise": {"answer": "no", "score": 0.5}
                    }"""),
            new ScorerExample(
                    "chain",
                    "Versions are asked in their order, each by its number; the next one where a condition, the score or the deadline says so.",
                    """
                    {
                      "type": "chain",
                      "attributes": [{"name": "tier", "type": "CATEGORICAL"}],
                      "steps": [
                        {"model": "loan-rules", "version": "1.0.0", "when": "not (tier = 'gold')", "minScore": 0.9},
                        {"model": "loans", "version": "1.2.0", "deadline": "PT0.05S"}
                      ]
                    }"""),
            new ScorerExample(
                    "remote",
                    "The administrator allows the host (modelyard.remote.hosts) and sets the secret; its value is never written here.",
                    """
                    {
                      "type": "remote",
                      "protocol": "OPEN_INFERENCE",
                      "url": "https://models.example.org/v2/models/loans/infer",
                      "signature": {
                        "task": "CLASSIFICATION",
                        "labels": ["no", "yes"],
                        "inputs": [{"name": "income", "type": "NUMERIC"}]
                      },
                      "timeout": "PT0.5S",
                      "retries": 1,
                      "breaker": {"failures": 5, "pause": "PT30S"},
                      "secret": "modelyard.remote.secret.loans",
                      "health": "https://models.example.org/v2/health/ready"
                    }"""));
}
