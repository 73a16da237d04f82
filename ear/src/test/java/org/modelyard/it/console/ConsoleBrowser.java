package org.modelyard.it.console;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.it.ModelyardServer;

/**
 * A browser with the console open, in sessions of its own. It remembers every fault that a page reports: an error in its scripts, an answer of
 * 500 or above.
 */
public final class ConsoleBrowser implements AutoCloseable {

    private static final String BROWSER = "MODELYARD_TEST_BROWSER";
    private static final Pattern OVERVIEW = Pattern.compile(".*/console/?");
    private static final Path DEBIAN = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");
    // the rules that another theme may break while it changes nothing else of the page
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");
    // in the page itself: the library's own way opens a session and a window for each page that it looks at, brings
    // home all that it found right too, and takes a script that failed for a page without fault
    private static final String AUDIT =
            """
            async only => {
              const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
              if (found.passes.length + found.violations.length === 0) throw new Error("axe-core looked at nothing");
              const places = rule => rule.nodes.slice(0, 3).map(node => node.target.join(" ") + " "
                + (node.failureSummary ?? "").slice(0, 300).replaceAll("\\n", " "));
              return found.violations.map(rule => `${rule.id} (${rule.help}) at ${places(rule).join(", ")}`);
            }""";
    private static final String APPLY =
            """
            async theme => {
              if (typeof modelyard === "undefined") return; // a document of its own: it follows the system
              modelyard.applyTheme(theme);
              const link = document.querySelector(`link[data-for=${theme}]`);
              if (link.sheet === null) await new Promise(done => link.addEventListener("load", done));
            }""";
    private static final String SETTLED =
            """
            async () => {
              const page = document.documentElement;
              for (let looks = 0; looks < 100 && page.scrollWidth > innerWidth; looks++) await new Promise(done => setTimeout(done, 20));
              return page.scrollWidth;
            }""";
    private static final double PATIENCE_MILLIS = 30_000;
    private static final int HEIGHT = 900;

    // one for the tests of a process: it and its driver take longer to start than most pages to load
    private static @Nullable Browser running;

    private static final Map<String, String> LOGGED_IN = new ConcurrentHashMap<>();

    private final Browser browser;
    private final ModelyardServer server;
    private final List<BrowserContext> sessions = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private ConsoleBrowser(Browser browser, ModelyardServer server) {
        this.browser = browser;
        this.server = server;
    }

    /** The browser that {@value #BROWSER} names, else Debian's Chromium, else Playwright's own. */
    public static ConsoleBrowser open(ModelyardServer server) {
        Browser browser = running;
        if (browser == null || !browser.isConnected()) {
            browser = launched();
            running = browser;
        }
        return new ConsoleBrowser(browser, server);
    }

    /** It ends with this process, which its driver reads from. */
    private static Browser launched() {
        Optional<Path> installed = Optional.ofNullable(System.getenv(BROWSER))
                .map(Path::of)
                .or(() -> Optional.of(DEBIAN).filter(Files::isExecutable));
        Map<String, String> environment =
                installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
        installed.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }

    /** A new session at the log-in, in one theme and width. */
    public Page visitor(ColorScheme theme, int width) {
        Page page = newPage(options(theme, width));
        page.navigate("/console/login");
        return page;
    }

    private Browser.NewContextOptions options(ColorScheme theme, int width) {
        return new Browser.NewContextOptions()
                .setBaseURL(server.uri().toString())
                .setColorScheme(theme)
                .setViewportSize(width, HEIGHT)
                .setLocale("en");
    }

    private Page newPage(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        sessions.add(context);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(error -> faults.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(page.url() + ": " + message.text());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 500) {
                faults.add(response.url() + " answered " + response.status());
            }
        });
        return page;
    }

    /**
     * The first administrator at the overview. To check a password is meant to be much work, so that the log-in of one
     * test, the first on its server, is that of the others too.
     */
    public Page administrator(ColorScheme theme, int width) {
        String place = server.uri().toString();
        String known = LOGGED_IN.get(place);
        if (known != null) {
            Page page = newPage(options(theme, width).setStorageState(known));
            page.navigate("/console/");
            if (OVERVIEW.matcher(page.url()).matches()) {
                return page;
            }
            sessions.remove(page.context()); // the log-in has ended, or was at another server that had this port
            page.context().close();
        }
        Page page = user("admin", ModelyardServer.ADMIN_PASSWORD, theme, width);
        LOGGED_IN.put(place, page.context().storageState());
        return page;
    }

    /** A new session of a user. */
    public Page user(String name, String password, ColorScheme theme, int width) {
        Page page = visitor(theme, width);
        page.fill("#name", name);
        page.fill("#password", password);
        page.click("#enter");
        page.waitForURL(OVERVIEW);
        return page;
    }

    /** What the pages reported since the last time somebody asked. */
    public List<String> faults() {
        List<String> known = List.copyOf(faults);
        faults.clear();
        return known;
    }

    /** What of the page does not meet WCAG 2.2 AA, with the first elements that do not. */
    public static List<String> violations(Page page) {
        return audited(page, Map.of("type", "tag", "values", WCAG));
    }

    /** As {@link #violations}, by the rules on colours alone: for a theme of a page that has met the others. */
    public static List<String> colourViolations(Page page) {
        return audited(page, Map.of("type", "rule", "values", COLOURS));
    }

    private static List<String> audited(Page page, Map<String, Object> rules) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate("() => {" + AxeBuilder.getAxeScript() + "\n}");
        }
        return ((List<?>) page.evaluate(AUDIT, rules))
                .stream().map(found -> page.url() + ": " + found).toList();
    }

    /** Shows the page in another theme, as the switch in its header does, without remembering it, and those behind it by the system's wish. */
    public static void show(Page page, ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(theme)
                .setReducedMotion(ReducedMotion.REDUCE)); // no colour half-way
        page.evaluate(APPLY, theme.name().toLowerCase(Locale.ROOT));
    }

    /** Shows the page in a window of another width. */
    public static void widen(Page page, int width) {
        page.setViewportSize(width, HEIGHT);
    }

    /** What is to be said where the page, when its charts have been drawn, is wider than its window. */
    public static List<String> wide(Page page) {
        int width = (Integer) page.evaluate(SETTLED);
        int window = page.viewportSize().width;
        return width > window ? List.of(page.url() + " is " + width + " pixels wide, not " + window) : List.of();
    }

    /** Ends its sessions. */
    @Override
    public void close() {
        sessions.forEach(BrowserContext::close);
    }
}
