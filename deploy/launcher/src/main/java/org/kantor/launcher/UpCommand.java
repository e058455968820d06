package org.kantor.launcher;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the suite up and, unless detached, stays with it until Ctrl-C. */
@Command(name = "up", description = "Starts the suite and waits until it works.")
final class UpCommand implements Callable<Integer> {

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    @Option(names = "--demo", description = "With example.org, its four people and their mail; on loopback only.")
    private boolean demo;

    @Option(names = "--detach", description = "Returns when the suite works, and leaves it running.")
    private boolean detach;

    @Option(names = "--without", description = "Leaves a part stopped, until deploy/kantor start names it.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--supervise", hidden = true, description = "Runs as the background process of --detach.")
    private boolean supervise;

    private final Settings settings;
    private final Clock clock;
    private final Instant began;

    UpCommand(Settings settings, Clock clock, Instant began) {
        this.settings = settings;
        this.clock = clock;
        this.began = began;
    }

    @Override
    public Integer call() {
        var home = Home.at(settings.home());
        var progress = new Progress(
                System.out,
                System.console() != null && System.console().isTerminal(),
                clock,
                began,
                home.log("launcher"));
        var suite = new Suite(home, settings, instance(home), clock);
        if (detach && !supervise) {
            return inBackground(home, progress, suite);
        }
        try (var lock = lock(home)) {
            if (lock.isEmpty()) {
                progress.line("Kantor runs already in " + home.root() + ".");
                complete(home, progress, suite);
                suite.welcome(false).forEach(progress::line);
                return 0;
            }
            return run(home, progress, suite);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(Home home, Progress progress, Suite suite) {
        RunningProcess.remember(home.run(), "launcher", ProcessHandle.current());
        State.STARTING.write(home);
        var supervisor = new Supervisor(home, progress, suite.inWaves(), Supervisor.BACK_OFF);
        var hook = Thread.ofPlatform().name("stop").unstarted(() -> {
            progress.line("Stopping.");
            supervisor.stop();
            RunningProcess.forget(home.run(), "launcher");
            State.STOPPED.write(home);
        });
        try {
            leftovers(home, progress, suite);
            for (var part : suite.parts()) {
                Hold.release(home, part.name());
            }
            without.forEach(part -> Hold.set(home, part));
            suite.checkPorts();
            settings.database().ifPresent(Settings.ExternalDatabase::check);
            suite.prepare(progress);
            Runtime.getRuntime().addShutdownHook(hook);
            if (!supervisor.start()) {
                // The hook, which stopped it, says the rest.
                return 1;
            }
            if (!Hold.isOn(home, ApplicationServer.NAME)) {
                suite.fillDemonstration(progress);
            }
            var firstTime = !suite.everStarted();
            suite.rememberStart();
            suite.welcome(firstTime).forEach(progress::line);
            progress.line(
                    supervise
                            ? "  Ready after " + progress.seconds() + " s; stop it with deploy/kantor down"
                            : "  Ready after " + progress.seconds() + " s; Ctrl-C stops it");
            State.READY.write(home);
            supervisor.watch();
            return 0;
        } catch (Refusal e) {
            progress.line("");
            progress.line(String.valueOf(e.getMessage()));
            State.FAILED.write(home);
            return 1;
        }
    }

    /** A demonstration that could not be filled when it was started is filled now. */
    private void complete(Home home, Progress progress, Suite suite) {
        if (demo && !Hold.isOn(home, ApplicationServer.NAME)) {
            suite.fillDemonstration(progress);
        }
    }

    /** What an earlier launcher left running when it was killed is stopped, so that every start begins from nothing. */
    private static void leftovers(Home home, Progress progress, Suite suite) {
        var left = suite.parts().stream()
                .filter(part -> RunningProcess.find(home.run(), part.name()).isPresent())
                .map(Part::name)
                .toList();
        if (!left.isEmpty()) {
            progress.line("An earlier start was cut off and left running: " + String.join(", ", left) + ".");
            Supervisor.stop(home, progress, suite.parts());
        }
    }

    /** The kernel gives the lock back however the launcher ends. */
    private static Lock lock(Home home) throws IOException {
        var channel = FileChannel.open(home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new Lock(channel, Optional.ofNullable(channel.tryLock()));
    }

    private record Lock(FileChannel channel, Optional<FileLock> held) implements AutoCloseable {
        boolean isEmpty() {
            return held.isEmpty();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private Instance instance(Home home) {
        var known = Instance.read(home.instance());
        if (demo && !settings.onLoopback()) {
            throw new Refusal(
                    "The demonstration has passwords that everyone knows, so it runs on loopback only, and KANTOR_BIND is "
                            + settings.bind() + ".");
        }
        if (known.isPresent()) {
            if (demo && !known.get().demo()) {
                throw new Refusal(home.root() + " holds " + known.get().domain()
                        + ", not a demonstration; choose another KANTOR_HOME for --demo.");
            }
            return known.get();
        }
        var instance = demo ? new Instance(Instance.DEMO_DOMAIN, true) : new Instance(askDomain(), false);
        instance.write(home.instance());
        return instance;
    }

    private String askDomain() {
        var domain = settings.domain().orElseGet(() -> {
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                throw new Refusal(
                        "Which domain is your mail for? Set KANTOR_DOMAIN, or look at the demonstration with --demo.");
            }
            var answer = console.readLine("Which domain is your mail for? ");
            return answer == null ? "" : answer.strip().toLowerCase(java.util.Locale.ROOT);
        });
        if (!DOMAIN.matcher(domain).matches()) {
            throw new Refusal("\"" + domain + "\" is not a domain name such as example.com.");
        }
        return domain;
    }

    private int inBackground(Home home, Progress progress, Suite suite) {
        try (var lock = lock(home)) {
            if (lock.isEmpty()) {
                progress.line("Kantor runs already in " + home.root() + ".");
                complete(home, progress, suite);
                suite.welcome(false).forEach(progress::line);
                return 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var output = home.output("launcher");
        try {
            Files.deleteIfExists(output);
            State.STARTING.write(home);
            var process = new ProcessBuilder(ownCommand())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(output.toFile())
                    .start();
            return follow(home, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int follow(Home home, Process process, Path output) throws IOException {
        var shown = 0;
        while (true) {
            var ended = !process.isAlive();
            var state = State.read(home);
            var lines = Files.exists(output) ? Files.readAllLines(output) : List.<String>of();
            for (; shown < lines.size(); shown++) {
                System.out.println(lines.get(shown));
            }
            if (state == State.READY && !ended) {
                return 0;
            }
            if (ended) {
                return 1;
            }
            try {
                if (process.waitFor(Duration.ofMillis(200).toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 1;
            }
        }
    }

    private List<String> ownCommand() {
        var command = new ArrayList<String>();
        if (Unprivileged.installed("setsid")) {
            command.add("setsid");
        }
        command.add(Java.program());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "up", "--supervise"));
        if (demo) {
            command.add("--demo");
        }
        without.forEach(part -> command.addAll(List.of("--without", part)));
        return command;
    }
}
