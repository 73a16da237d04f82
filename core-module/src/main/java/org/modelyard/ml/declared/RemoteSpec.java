package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;

/**
 * A model that is served elsewhere, over HTTP.
 *
 * @param timeout of one try
 * @param retries beside the first try
 * @param concurrency questions at once
 * @param failures one after the other, after which nobody asks for the pause
 * @param secret the configuration key that holds the header's value; null: no header
 * @param header that the secret is sent in
 * @param health is asked after a pause before anything else; null: the next prediction tells
 * @param tensor name of one tensor of all inputs, which are numbers then; null: a tensor, or field, an input
 * @param template of a JSON request; null for the known protocols
 * @param answers JSON pointers (JSON) or names of outputs (the others): label, score, scores, value
 * @param usage JSON pointers to the tokens that the endpoint says, anywhere in its answer, to have read and written; empty where it tells none
 */
public record RemoteSpec(
        Protocol protocol,
        URI url,
        DeclaredSignature declared,
        Duration timeout,
        int retries,
        int concurrency,
        int failures,
        Duration pause,
        @Nullable String secret,
        String header,
        String prefix,
        @Nullable URI health,
        @Nullable String tensor,
        @Nullable JsonNode template,
        Map<String, String> answers,
        Map<String, String> usage)
        implements ScorerSpec {

    static final String TYPE = "remote";
    static final String INPUT_TOKENS = "inputTokens";
    static final String OUTPUT_TOKENS = "outputTokens";

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Pattern KEY = Pattern.compile("modelyard\\.remote\\.secret\\.[a-z0-9][a-z0-9.-]{0,62}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

    /** How the endpoint is spoken to. */
    public enum Protocol {
        /** Open Inference Protocol v2: {@code …/v2/models/{m}/infer}. */
        OPEN_INFERENCE,
        /** TensorFlow Serving's REST: {@code …/v1/models/{m}:predict}. */
        TENSORFLOW,
        /** TorchServe: {@code …/predictions/{m}}. */
        TORCHSERVE,
        /** Whatever takes and gives JSON, by a template and pointers. */
        JSON
    }

    static RemoteSpec read(DocumentNode document) {
        document.only(
                "type",
                "signature",
                "protocol",
                "url",
                "timeout",
                "retries",
                "concurrency",
                "breaker",
                "secret",
                "header",
                "prefix",
                "health",
                "tensor",
                "template",
                "answer",
                "usage");
        DeclaredSignature declared = DeclaredSignature.read(document.child("signature"));
        Protocol protocol = document.choice("protocol", Protocol.class);
        DocumentNode breaker = document.has("breaker")
                ? document.child("breaker")
                : new DocumentNode(JsonNodeFactory.instance.objectNode(), document.at("breaker"));
        breaker.only("failures", "pause");
        String secret = document.optionalText("secret");
        if (secret != null && (!KEY.matcher(secret).matches() || secret.endsWith(RemoteAccess.HOST))) {
            throw document.wrong(
                    "secret",
                    "Name the configuration key that holds it, modelyard.remote.secret.… in small letters; never the secret itself.");
        }
        String header = Objects.requireNonNullElse(document.optionalText("header"), "Authorization");
        if (!HEADER.matcher(header).matches()) {
            throw document.wrong("header", "This must be the name of a header.");
        }
        if (!SecretHeader.allowed(header)) {
            throw document.wrong("header", "A request has this header already, and it holds no secret: name another.");
        }
        String prefix = document.has("prefix")
                ? document.raw("prefix").asText()
                : header.equals("Authorization") ? "Bearer " : "";
        if (prefix.length() > 20 || !SecretHeader.visible(prefix)) {
            throw document.wrong("prefix", "This must be a word of at most 20 letters of ASCII, such as 'Bearer '.");
        }
        RemoteSpec spec = new RemoteSpec(
                protocol,
                url(document, "url"),
                declared,
                Objects.requireNonNullElse(document.time("timeout", LONGEST), Duration.ofSeconds(1)),
                document.count("retries", 0, 5, 1),
                document.count("concurrency", 1, 64, 4),
                breaker.count("failures", 1, 1_000, 5),
                Objects.requireNonNullElse(breaker.time("pause", LONGEST_PAUSE), Duration.ofSeconds(30)),
                secret,
                header,
                prefix,
                document.has("health") ? url(document, "health") : null,
                document.optionalText("tensor"),
                document.has("template") ? document.raw("template").deepCopy() : null,
                answers(document, protocol),
                usage(document));
        spec.requireWhole(document);
        return spec;
    }

    private static URI url(DocumentNode document, String name) {
        String text = document.text(name);
        try {
            URI url = new URI(text);
            if (("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw document.wrong(name, "This must be an address like https://host/path, without a user.");
        }
        throw document.wrong(name, "This must be an address like https://host/path, without a user.");
    }

    private static Map<String, String> answers(DocumentNode document, Protocol protocol) {
        return document.has("answer")
                ? pointers(document.child("answer"), protocol == Protocol.JSON, "label", "score", "scores", "value")
                : Map.of();
    }

    private static Map<String, String> usage(DocumentNode document) {
        return document.has("usage") ? pointers(document.child("usage"), true, INPUT_TOKENS, OUTPUT_TOKENS) : Map.of();
    }

    private static Map<String, String> pointers(DocumentNode places, boolean json, String... names) {
        places.only(names);
        Map<String, String> found = new TreeMap<>();
        for (String name : names) {
            String where = places.optionalText(name);
            if (where != null) {
                if (json && !where.startsWith("/")) {
                    throw places.wrong(name, "This must be a JSON pointer like /result/label.");
                }
                found.put(name, where);
            }
        }
        return found;
    }

    private void requireWhole(DocumentNode document) {
        boolean regression = signature().labels().isEmpty();
        if ((protocol == Protocol.JSON) != (template != null)) {
            throw document.wrong("template", "This is said for the protocol JSON, and for it alone.");
        }
        if (protocol == Protocol.JSON
                && (regression
                        ? !answers.containsKey("value")
                        : !answers.containsKey("label") && !answers.containsKey("scores"))) {
            throw document.wrong(
                    "answer", "Say where the answer stands: value of a regression; else label, or scores.");
        }
        if (tensor != null
                && signature().inputs().stream()
                        .anyMatch(input -> input.feature().type().textual()
                                || input.feature().type() == FeatureType.TIMESTAMP)) {
            throw document.wrong("tensor", "One tensor of all inputs takes NUMERIC and BOOLEAN ones alone.");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Signature signature() {
        return declared.signature();
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE)
                .put("protocol", protocol.name())
                .put("url", url.toString())
                .put("timeout", timeout.toString())
                .put("retries", retries)
                .put("concurrency", concurrency)
                .put("header", header)
                .put("prefix", prefix);
        document.putObject("breaker").put("failures", failures).put("pause", pause.toString());
        if (secret != null) {
            document.put("secret", secret);
        }
        if (health != null) {
            document.put("health", health.toString());
        }
        if (tensor != null) {
            document.put("tensor", tensor);
        }
        if (template != null) {
            document.set("template", template);
        }
        if (!answers.isEmpty()) {
            ObjectNode answer = document.putObject("answer");
            answers.forEach(answer::put);
        }
        if (!usage.isEmpty()) {
            ObjectNode told = document.putObject("usage");
            usage.forEach(told::put);
        }
        document.set("signature", declared.toJson());
        return document;
    }

    /** @throws org.modelyard.platform.model.Refusal.Invalid when a host is not allowed, or the secret not there, or not for it */
    @Override
    public Scorer open(Surroundings surroundings) {
        RemoteAccess access = surroundings.remote();
        access.require(FIELD + ".url", url);
        if (health != null) {
            access.require(FIELD + ".health", health);
        }
        SecretHeader sent = null;
        if (secret != null) {
            sent = SecretHeader.of(this, access.secret(secret, health == null ? List.of(url) : List.of(url, health)));
        }
        return new RemoteScorer(this, new RemoteCalls(this, sent));
    }
}
