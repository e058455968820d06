package org.kantor.webmail.content;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The system's Firefox without a window, driven by WebDriver BiDi, which it speaks itself. */
final class Firefox implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final String tab;

    Firefox() throws IOException {
        profile = Files.createTempDirectory("firefox");
        Files.writeString(profile.resolve("user.js"), """
                user_pref("browser.shell.checkDefaultBrowser", false);
                user_pref("app.update.enabled", false);
                user_pref("datareporting.policy.dataSubmissionEnabled", false);
                user_pref("network.captive-portal-service.enabled", false);
                user_pref("network.connectivity-service.enabled", false);
                user_pref("services.settings.server", "http://localhost:1");
                """);
        process = new ProcessBuilder(
                        binary().toString(),
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port",
                        "0",
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = connect(address());
        call(
                "session.new",
                Map.of(
                        "capabilities",
                        Map.of("alwaysMatch", Map.of("unhandledPromptBehavior", Map.of("default", "dismiss")))));
        call(
                "session.subscribe",
                Map.of(
                        "events",
                        List.of(
                                "network.beforeRequestSent",
                                "browsingContext.userPromptOpened",
                                "browsingContext.contextCreated",
                                "browsingContext.navigationStarted")));
        tab = call("browsingContext.getTree", Map.of())
                .at("/contexts/0/context")
                .asString();
    }

    private static Path binary() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> List.of("firefox-esr", "firefox").stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs Firefox on the path"));
    }

    private String address() throws IOException {
        var found = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (var out = process.inputReader()) {
                for (var line = out.readLine(); line != null; line = out.readLine()) {
                    var listening = LISTENING.matcher(line);
                    if (listening.find()) {
                        found.complete(listening.group(1));
                    }
                }
            } catch (IOException e) {
                found.completeExceptionally(e);
            }
            found.completeExceptionally(new IOException("Firefox ended"));
        });
        return await(found);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Firefox did not answer", e);
        }
    }

    private WebSocket connect(String address) {
        var listener = new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                    received(JSON.readTree(text.toString()));
                    text.setLength(0);
                }
                from.request(1);
                return CompletableFuture.completedStage(null);
            }
        };
        return await(HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address + "/session"), listener));
    }

    private void received(JsonNode message) {
        if (message.path("type").asString("").equals("event")) {
            events.add(message);
            return;
        }
        var asked = waiting.remove(message.path("id").asInt(-1));
        if (asked != null) {
            if (message.has("error")) {
                asked.completeExceptionally(new AssertionError(message.toString()));
            } else {
                asked.complete(message.path("result"));
            }
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
        return await(answer);
    }

    /** Opens a page and waits until it and its frames have loaded. */
    void open(String url) {
        events.clear();
        call("browsingContext.navigate", Map.of("context", tab, "url", url, "wait", "complete"));
    }

    /** What a script in the page answers; a promise is waited for. */
    JsonNode evaluate(String script) {
        return call(
                        "script.evaluate",
                        Map.of("expression", script, "target", Map.of("context", tab), "awaitPromise", true))
                .path("result")
                .path("value");
    }

    /** What has happened since the page was opened: the events' parameters, with their method. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asString("").equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
