package org.kantor.launcher;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the suite: through its launcher when that lives, else part by part. */
@Command(name = "down", description = "Stops the suite.")
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Settings settings;
    private final Clock clock;
    private final Instant began;

    DownCommand(Settings settings, Clock clock, Instant began) {
        this.settings = settings;
        this.clock = clock;
        this.began = began;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(settings.home())) {
            System.out.println("Kantor does not run: there is no " + settings.home() + ".");
            return 0;
        }
        var home = Home.at(settings.home());
        var progress = new Progress(System.out, false, clock, began, home.log("launcher"));
        var launcher = RunningProcess.find(home.run(), "launcher");
        launcher.ifPresent(process -> {
            progress.say("launcher", "stopping, process " + process.handle().pid());
            process.stop("TERM", PATIENCE);
        });
        var instance = Instance.read(home.instance());
        var left = 0;
        if (instance.isPresent()) {
            var suite = new Suite(home, settings, instance.get(), clock);
            left = (int) suite.parts().stream()
                    .filter(part -> RunningProcess.find(home.run(), part.name()).isPresent())
                    .count();
            Supervisor.stop(home, progress, suite.parts());
        }
        RunningProcess.forget(home.run(), "launcher");
        State.STOPPED.write(home);
        progress.line(
                launcher.isEmpty() && left == 0 ? "Kantor did not run in " + home.root() + "." : "Kantor is stopped.");
        return 0;
    }
}
