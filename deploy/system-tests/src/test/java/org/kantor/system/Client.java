package org.kantor.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Runs somebody else's program and waits for conditions. */
final class Client {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Client() {}

    /** What a program answered: its exit code, and what it wrote to both outputs, in order. */
    record Answer(int exit, String output) {
        Answer ok() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + ":\n" + output);
            }
            return this;
        }
    }

    static Answer run(String... command) {
        return run(Map.of(), "", command);
    }

    static Answer run(Map<String, String> environment, String input, String... command) {
        return run(LIMIT, environment, input, command);
    }

    /** @param limit after which the program is ended and the test has failed */
    static Answer run(Duration limit, Map<String, String> environment, String input, String... command) {
        Process process = null;
        var output = folder("client").resolve("out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(command[0] + " did not end:\n" + Files.readString(output));
            }
            return new Answer(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** curl, quiet, with the suite's authority trusted. */
    static Answer curl(String user, String url, String... options) {
        var command = new ArrayList<>(List.of(
                "curl", "-sS", "--max-time", "30", "--cacert", Suite.authority().toString(), "-u", user, url));
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new));
    }

    /** swaks against a port, with the suite's authority trusted. */
    static Answer swaks(int port, String... options) {
        var command = new ArrayList<>(
                List.of("swaks", "--server", Suite.HOST, "--port", Integer.toString(port), "--timeout", "30s"));
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new));
    }

    /** Sends a message of alice's as a mail program does. */
    static void submit(String recipient, String subject) {
        swaks(
                        Suite.submission(),
                        "--tls",
                        "--auth",
                        "PLAIN",
                        "--auth-user",
                        "alice",
                        "--auth-password",
                        "alice-demo",
                        "--from",
                        "alice@example.org",
                        "--to",
                        recipient,
                        "--header",
                        "Subject: " + subject)
                .ok();
    }

    /** Waits until the condition holds, half a minute at most. */
    static void await(String what, BooleanSupplier condition) {
        await(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** Asks until there is an answer, half a minute at most. */
    static <T> T await(String what, Supplier<T> question) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            var answer = question.get();
            if (answer != null) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in vain: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
    }

    /** The sequence numbers of the messages in a folder whose subject holds the word, as IMAP answers curl; empty text if there is none. */
    static String search(String user, String folder, String word) {
        var said = curl(user, "imap://" + Suite.HOST + ":" + Suite.imap() + "/" + folder + "?SUBJECT%20" + word)
                .ok()
                .output();
        var line =
                said.lines().filter(l -> l.startsWith("* SEARCH")).findFirst().orElse("* SEARCH");
        return line.substring("* SEARCH".length()).strip();
    }

    /** The whole message whose subject holds the word, once it has come. */
    static String awaitMessage(String user, String word) {
        var number = await("a message about " + word + " for " + user.substring(0, user.indexOf(':')), () -> {
            var found = search(user, "INBOX", word);
            return found.isEmpty() ? null : found;
        });
        return curl(user, "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX;MAILINDEX=" + number.split(" ")[0])
                .ok()
                .output();
    }

    /** The address of a user's first collection. @param home {@code calendars} or {@code addressbooks} */
    static String dav(String home, String user) {
        var url = Suite.web() + "/dav/" + home + "/" + user + "/";
        var said = curl(user + ":" + user + "-demo", url, "-X", "PROPFIND", "-H", "Depth: 1")
                .ok()
                .output();
        var found = Pattern.compile("/dav/" + home + "/" + user + "/[^/<]+/").matcher(said);
        if (!found.find()) {
            throw new AssertionError(said);
        }
        return Suite.web() + found.group();
    }

    /** Puts a resource, as a CalDAV or CardDAV client does. */
    static void put(String user, String url, String type, String content) {
        curl(
                        user + ":" + user + "-demo",
                        url,
                        "-f",
                        "-X",
                        "PUT",
                        "-H",
                        "Content-Type: " + type,
                        "--data-binary",
                        content.replace("\n", "\r\n"))
                .ok();
    }

    /** Gives a command to a demonstration's account, in a folder of it or in none. */
    static String imap(String account, String path, String command) {
        return curl(
                        account + ":" + account + "-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/" + path,
                        "-X",
                        command)
                .ok()
                .output();
    }

    /** Whether a demonstration's account has a message with the word in a folder. */
    static boolean has(String account, String folder, String word) {
        return finds(account, folder, "SUBJECT " + word);
    }

    /** Whether a demonstration's account has a message in a folder that meets a criterion of SEARCH. */
    static boolean finds(String account, String folder, String criterion) {
        return count(account, folder, criterion) > 0;
    }

    /** How many messages a demonstration's account has in a folder that meet a criterion of SEARCH (RFC 9051 section 6.4.4). */
    static int count(String account, String folder, String criterion) {
        // curl loses the middle of a line of many numbers
        try (var socket = new MailSocket(Suite.imap())) {
            socket.login(account, account + "-demo");
            socket.send("b EXAMINE \"" + folder + "\"\r\n");
            socket.ok("b");
            socket.send("c SEARCH RETURN (COUNT) " + criterion + "\r\n");
            var line = socket.line();
            while (!line.startsWith("* ESEARCH")) {
                if (line.startsWith("c ")) {
                    throw new IOException(line);
                }
                line = socket.line();
            }
            return Integer.parseInt(line.replaceAll(".* COUNT ([0-9]+).*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a message into a folder as a client does. */
    static void append(String account, String folder, String message) {
        var file = folder("append").resolve("message");
        try {
            Files.writeString(file, message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        curl(
                        account + ":" + account + "-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/" + folder,
                        "-T",
                        file.toString())
                .ok();
    }

    /** Makes a folder with a message, and copies of it, twice as many each time. */
    static void fill(String account, String folder, String word, int doublings) {
        imap(account, "", "CREATE " + folder);
        append(account, folder, "From: joko@sumbermakmur.example\r\nSubject: " + word + "\r\n\r\nText\r\n");
        for (var i = 0; i < doublings; i++) {
            imap(account, folder, "COPY 1:* " + folder);
        }
    }

    /** A new folder under the build's, which a clean build takes away. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "clients").toAbsolutePath()), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
