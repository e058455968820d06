package org.kantor.mail.extract;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of the child process that reads documents. The child is started when there is something to read, has a small heap, and is killed when it is late or answers
 * what it should not; the next document gets a new one. Whatever a document does, it does to the child. One document at a time; safe from any thread.
 */
public final class Extractor implements AutoCloseable {

    /** Larger documents are not read, in octets. */
    public static final int LARGEST = 32 * 1024 * 1024;

    /** More of a document's text is not wanted, in characters. */
    public static final int MOST_TEXT = 200_000;

    /** How long one document may take, the start of the child included. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_OCTETS_A_CHARACTER = 4;

    /** Not the document's fault. */
    private static final class NotStarted extends IOException {
        private static final long serialVersionUID = 1;

        NotStarted() {
            super("the process that reads documents did not start");
        }
    }

    private final List<String> command;
    private final Duration patience;
    private @Nullable Process child;

    Extractor(List<String> command, Duration patience) {
        this.command = List.copyOf(command);
        this.patience = patience;
    }

    /** @param classPath where the child finds its classes */
    public static Extractor of(String classPath) {
        return new Extractor(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-Djava.awt.headless=true",
                        // nothing that a document names is looked up or connected to
                        "-Djdk.net.hosts.file=/dev/null",
                        "-Djavax.xml.accessExternalDTD=",
                        "-Djavax.xml.accessExternalSchema=",
                        "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        classPath,
                        ExtractorMain.class.getName()),
                PATIENCE);
    }

    /**
     * The text of a document; empty if it has none that can be read, whatever the reason.
     *
     * @throws IOException if no child can be started, which is no fault of the document
     */
    public synchronized Optional<String> text(Format format, byte[] octets) throws IOException {
        if (octets.length > LARGEST) {
            return Optional.empty();
        }
        var running = child;
        var process = running != null && running.isAlive() ? running : start();
        var over = new CountDownLatch(1);
        Thread.ofVirtual().name("extractor-watch").start(() -> watch(process, over));
        var answered = false;
        try {
            if (process != running && !isReady(process)) {
                throw new NotStarted();
            }
            var out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
            out.writeUTF(format.name());
            out.writeInt(MOST_TEXT);
            out.writeInt(octets.length);
            out.write(octets);
            out.flush();
            var in = new DataInputStream(process.getInputStream());
            var read = in.readBoolean();
            var length = in.readInt();
            if (length < 0 || length > MOST_TEXT * MOST_OCTETS_A_CHARACTER) {
                return Optional.empty();
            }
            var text = in.readNBytes(length);
            answered = text.length == length;
            return read && answered ? Optional.of(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (NotStarted e) {
            throw e;
        } catch (IOException e) {
            // it died of the document, or was killed for it
            return Optional.empty();
        } finally {
            over.countDown();
            if (!answered) {
                end();
            }
        }
    }

    private void watch(Process process, CountDownLatch over) {
        try {
            if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // it needs none of the server's secrets
        builder.environment().clear();
        var started = builder.start();
        child = started;
        return started;
    }

    /** Whether it says so, before it was given anything that it could die of. */
    private static boolean isReady(Process process) {
        try {
            return process.getInputStream().read() == ExtractorMain.READY;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the child until there is something to read again. */
    public synchronized void end() {
        var running = child;
        child = null;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    @Override
    public void close() {
        end();
    }
}
