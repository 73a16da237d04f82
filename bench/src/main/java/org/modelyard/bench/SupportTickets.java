package org.modelyard.bench;

import java.util.List;
import java.util.SplittableRandom;

/** Support tickets of an imaginary shop, made by chance from a seed: a text and the category it belongs to. */
final class SupportTickets {

    private static final List<String> CATEGORIES = List.of("billing", "delivery", "login", "returns", "product");

    private static final List<List<String>> COMPLAINTS = List.of(
            List.of(
                    "I was charged twice for {order}",
                    "the invoice for {order} shows the wrong amount",
                    "my card was debited but {order} is not paid",
                    "please send me the receipt of {order}",
                    "the discount code was not applied to {order}"),
            List.of(
                    "{order} has not arrived yet",
                    "the parcel with {order} is stuck since {day}",
                    "the courier left {order} at the wrong address",
                    "when will {order} be delivered",
                    "tracking of {order} shows nothing since {day}"),
            List.of(
                    "I cannot log in since {day}",
                    "the password reset mail does not come",
                    "my account is locked after three attempts",
                    "the two factor code is refused",
                    "the app signs me out every {day}"),
            List.of(
                    "I want to send {order} back",
                    "how do I return {order}",
                    "my refund for {order} is missing",
                    "the return label of {order} does not print",
                    "{order} does not fit, please exchange it"),
            List.of(
                    "the {item} stopped working after {day}",
                    "is the {item} available in blue",
                    "the {item} makes a strange noise",
                    "which battery does the {item} need",
                    "the manual of the {item} is missing"));

    private static final List<String> ITEMS = List.of("kettle", "lamp", "router", "drill", "speaker", "clock");
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Friday", "yesterday", "last week");
    private static final List<String> OPENINGS = List.of("Hello, ", "Hi team, ", "", "", "Good morning, ", "Urgent: ");
    private static final List<String> ENDINGS =
            List.of("", ".", " Thank you!", " Please help.", " This is the second time.", " Any news?");
    private static final double MISLABELLED = 0.04;

    private SupportTickets() {}

    /** One ticket. */
    record Ticket(String text, String category) {}

    static Ticket next(SplittableRandom random) {
        int category = random.nextInt(CATEGORIES.size());
        String text = pick(OPENINGS, random) + pick(COMPLAINTS.get(category), random) + pick(ENDINGS, random);
        String filled = text.replace("{order}", "order " + (10_000 + random.nextInt(90_000)))
                .replace("{item}", pick(ITEMS, random))
                .replace("{day}", pick(DAYS, random));
        int label = random.nextDouble() < MISLABELLED ? random.nextInt(CATEGORIES.size()) : category;
        return new Ticket(filled, CATEGORIES.get(label));
    }

    static String csv(int rows, SplittableRandom random) {
        StringBuilder csv = new StringBuilder("text,category\n");
        for (int i = 0; i < rows; i++) {
            Ticket ticket = next(random);
            csv.append('"')
                    .append(ticket.text())
                    .append("\",")
                    .append(ticket.category())
                    .append('\n');
        }
        return csv.toString();
    }

    private static String pick(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
