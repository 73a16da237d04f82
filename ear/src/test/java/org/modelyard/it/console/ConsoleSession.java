package org.modelyard.it.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.ModelyardServer;

/** The console as a program that speaks HTTP sees it: a cookie, pages as text, forms posted by hand. */
public final class ConsoleSession {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\"");
    private static final Pattern FORM = Pattern.compile("<form id=\"([^\"]+)\"[^>]* method=\"post\"[^>]*>");
    private static final Pattern ACTION = Pattern.compile(" action=\"([^\"]+)\"");
    private static final Pattern BUTTON = Pattern.compile("<input[^>]* type=\"submit\"[^>]*>");
    private static final Pattern NAME = Pattern.compile(" name=\"([^\"]+)\"");
    private static final Pattern CHANNEL = Pattern.compile("/jakarta\\.faces\\.push/changes\\?[^'\"\\\\]+");

    private final ModelyardServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private ConsoleSession(ModelyardServer server) {
        this.server = server;
    }

    /** Without a log-in. */
    public static ConsoleSession stranger(ModelyardServer server) {
        return new ConsoleSession(server);
    }

    /** Logged in by the page, as a browser does it. */
    public static ConsoleSession of(ModelyardServer server, String user, String password) {
        ConsoleSession session = new ConsoleSession(server);
        Reply page = session.get("/console/login");
        Map<String, String> typed = new LinkedHashMap<>(Map.of("name", user, "password", password));
        session.press(page, "enter", typed).expect(302);
        session.get("/console/").expect(200);
        return session;
    }

    public Reply get(String path) {
        return send(HttpRequest.newBuilder(at(path)).timeout(LONGEST).GET(), "GET " + path);
    }

    /**
     * Posts a button of a page, whether the page shows it or not.
     *
     * @param page one that has a form; its state is sent along
     * @param button the name that it has where it is shown
     */
    public Reply press(Reply page, String button, Map<String, String> typed) {
        return press(page, button, actionOf(page, button), typed);
    }

    /** As a browser does it: with the button's own form alone. */
    public Reply pressShown(Reply page, String button, Map<String, String> typed) {
        String own = "";
        int at = page.body().indexOf(" name=\"" + button + "\"");
        Matcher form = FORM.matcher(page.body());
        while (form.find() && form.start() < at) {
            own = form.group(1);
        }
        return press(page, Set.of(own), button, actionOf(page, button), typed);
    }

    /** As {@link #press(Reply, String, Map)}, to an address of the caller's choice. */
    public Reply press(Reply page, String button, String address, Map<String, String> typed) {
        return press(page, forms(page), button, address, typed); // each form of the page counts as sent
    }

    private Reply press(Reply page, Set<String> forms, String button, String address, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>(typed);
        forms.forEach(form -> fields.put(form, form));
        fields.put(button, "pressed");
        fields.put("jakarta.faces.ViewState", viewState(page));
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(at(address))
                        .timeout(LONGEST)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)),
                "POST " + address);
    }

    /** A form with a file; one that tells its length leaves when the server has read its head. */
    public Reply sendForm(String address, BodyPublisher body) {
        return send(
                HttpRequest.newBuilder(at(address))
                        .timeout(LONGEST)
                        .header("Content-Type", "multipart/form-data; boundary=between")
                        .expectContinue(body.contentLength() >= 0) // what is chunked the server reads to its end first
                        .POST(body),
                "POST " + address);
    }

    /** The names of a page's buttons. */
    public static Set<String> buttons(Reply page) {
        Set<String> names = new TreeSet<>();
        Matcher button = BUTTON.matcher(page.body());
        while (button.find()) {
            names.add(first(NAME, button.group()).orElseThrow());
        }
        return names;
    }

    /** The names of a page's forms. */
    public static Set<String> forms(Reply page) {
        Set<String> names = new TreeSet<>();
        Matcher form = FORM.matcher(page.body());
        while (form.find()) {
            names.add(form.group(1));
        }
        return names;
    }

    /**
     * Where to press next after an answer: the state of the same page that comes again is as good as that of one asked for anew.
     *
     * @return null where it has to be asked for
     */
    static @Nullable Reply next(Reply pressedOn, Reply answer) {
        if (answer.status() == 403) {
            return pressedOn; // said before the state is looked for
        }
        boolean alike =
                forms(answer).equals(forms(pressedOn)) && buttons(answer).equals(buttons(pressedOn));
        return answer.status() == 200 && alike ? answer : null;
    }

    /** The address of the page's push channel. */
    public static String channel(Reply page) {
        Matcher channel = CHANNEL.matcher(page.body());
        if (!channel.find()) {
            throw new AssertionError("no push channel in " + page);
        }
        return channel.group();
    }

    /** Opens a push channel with this session's cookie. */
    public WebSocket socket(String channel, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(server.uri().toString().replace("http:", "ws:") + channel), listener)
                .join();
    }

    /** As it was written, with its dots. */
    private URI at(String path) {
        return URI.create(server.uri() + path);
    }

    private static String viewState(Reply page) {
        return first(VIEW_STATE, page.body()).orElseThrow(() -> new AssertionError("no form in " + page));
    }

    /** Of the form around the button; where it is not shown, of the page's first form. */
    private static String actionOf(Reply page, String button) {
        int at = page.body().indexOf(" name=\"" + button + "\"");
        Matcher form = FORM.matcher(page.body());
        String action = "";
        while (form.find() && (action.isEmpty() || form.start() < at)) {
            action = first(ACTION, form.group()).orElse(action);
        }
        return action.replace("&amp;", "&");
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private Reply send(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(what, response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(what + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what + " was interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
