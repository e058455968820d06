package org.kantor.webmail.fake;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.webmail.shell.PageHeaders;

/** The system's Chromium, for tests of what the browser does: one for all classes that run in this JVM, which ends it. Nothing is downloaded, and no name but the loopback's resolved. */
public final class Chromium {

    public static final String ROOT = "http://kantor.example/";
    private static final Path WEB = Path.of("src/main/webapp");

    private static @Nullable Chromium shared;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")));

    private Chromium() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("chromium-stop").unstarted(playwright::close));
    }

    public static synchronized Chromium shared() {
        if (shared == null) {
            shared = new Chromium();
        }
        return shared;
    }

    /** Without a window, where there is such a one: it opens a page in a third of the time. */
    private static Path executable() {
        var folders = System.getenv("PATH").split(File.pathSeparator);
        return Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs Chromium on the path"));
    }

    public Browser browser() {
        return browser;
    }

    /** What the application says with every page of its own, its policy among it. */
    private static Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        var asked = new Object() {
            public String getServletPath() {
                return "";
            }
        };
        var answer = new Object() {
            public void setHeader(String name, String value) {
                headers.put(name, value);
            }
        };
        try {
            new PageHeaders()
                    .doFilter(
                            Stand.in(HttpServletRequest.class, asked),
                            Stand.in(HttpServletResponse.class, answer),
                            (request, response) -> {});
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return headers;
    }

    /** A new page that finds this document at {@link #ROOT} under the application's own policy, and below it our scripts and style sheets. */
    public Page page(String html) {
        var page = browser.newPage();
        page.route(ROOT + "**", route -> {
            var path = route.request().url().substring(ROOT.length());
            var file = WEB.resolve(path);
            if (path.isEmpty()) {
                route.fulfill(new Route.FulfillOptions()
                        .setHeaders(headers())
                        .setContentType("text/html; charset=utf-8")
                        .setBody(html));
            } else if (Files.isRegularFile(file)) {
                var type = path.endsWith(".js") ? "text/javascript" : "text/css";
                route.fulfill(new Route.FulfillOptions().setContentType(type).setPath(file));
            } else {
                route.fulfill(new Route.FulfillOptions().setStatus(404));
            }
        });
        return page;
    }
}
