package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fills a new server: support tickets and loan applications, a model of each kind, deployed, with a stream of
 * predictions and feedback. The last loan applications come from a recession, so that there is drift to see.
 */
public final class Demo {

    private static final long SEED = 7;
    private static final int ROWS = 4_000;
    private static final int PREDICTIONS = 800;
    private static final double FEEDBACK = 0.5;

    private final Client client;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private Demo(Client client) {
        this.client = client;
    }

    /** @param arguments port and token */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        try (Client client = new Client(Integer.parseInt(arguments[0]), arguments[1])) {
            for (JsonNode dataset : client.get("/datasets").get("items")) {
                if (dataset.get("name").asText().equals("support-tickets")) {
                    System.out.println("The demo's data is here already.");
                    return;
                }
            }
            new Demo(client).fill();
        }
        System.out.println("The demo is ready: tickets, loan-approval and loan-rate are deployed and have answered.");
    }

    private void fill() throws IOException {
        train("support-tickets", "tickets", "CLASSIFICATION", "category", SupportTickets.csv(ROWS, random));
        train(
                "loan-applications",
                "loan-approval",
                "CLASSIFICATION",
                "approved",
                LoanApplications.csv(ROWS, "approved", random));
        train("loan-rates", "loan-rate", "REGRESSION", "rate", LoanApplications.csv(ROWS, "rate", random));
        for (int i = 0; i < PREDICTIONS; i++) {
            SupportTickets.Ticket ticket = SupportTickets.next(random);
            ask("tickets", Map.of("text", ticket.text()), i, Map.of("label", ticket.category()));
            LoanApplications.Application loan = LoanApplications.next(random, i < PREDICTIONS / 2 ? 0 : 1);
            ask("loan-approval", loan.inputs(), i, Map.of("label", loan.approved() ? "yes" : "no"));
            ask("loan-rate", loan.inputs(), i, Map.of("value", loan.rate()));
        }
        for (String model : new String[] {"tickets", "loan-approval", "loan-rate"}) {
            client.post("/models/" + model + "/drift-checks", Map.of());
        }
    }

    private void train(String dataset, String model, String task, String target, String csv) throws IOException {
        client.post("/datasets", Map.of("name", dataset, "task", task, "target", target));
        client.csv("/datasets/" + dataset + "/imports", csv);
        String trainer = task.equals("REGRESSION") ? "linear-regression" : "logistic-regression";
        String job = client.post(
                        "/training-jobs",
                        Map.of("model", model, "dataset", dataset, "trainer", Map.of("type", trainer), "seed", SEED))
                .get("id")
                .asText();
        JsonNode ended = client.settled("/training-jobs/" + job);
        if (!ended.get("state").asText().equals("COMPLETED")) {
            throw new IOException("training of " + model + " ended " + ended);
        }
        String deployment = client.post(
                        "/deployments",
                        Map.of(
                                "model",
                                model,
                                "version",
                                ended.get("modelVersion").asText(),
                                "environment",
                                "production"))
                .get("id")
                .asText();
        client.settled("/deployments/" + deployment);
    }

    private void ask(String model, Map<String, Object> inputs, int unit, Map<String, Object> truth) throws IOException {
        JsonNode answer =
                client.post("/models/" + model + "/predict", Map.of("inputs", inputs, "unit", "customer-" + unit));
        if (random.nextDouble() < FEEDBACK) {
            String id = answer.at("/predictions/0/inferenceId").asText();
            client.post("/inferences/" + id + "/feedback", truth);
        }
    }
}
