package org.kantor.launcher;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows each process and whether it works. Exit status 0 when all do, 3 when nothing runs, 1 in between. */
@Command(name = "status", description = "Shows what runs and whether it works.")
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_RUNNING = 3;

    private final Settings settings;
    private final Clock clock;

    StatusCommand(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var instanceFile = settings.home().resolve("instance.properties");
        if (!Files.exists(instanceFile)) {
            System.out.println("Kantor has never been started in " + settings.home() + ".");
            return NOT_RUNNING;
        }
        var home = Home.at(settings.home());
        var suite = new Suite(home, settings, Instance.read(instanceFile).orElseThrow(), clock);
        System.out.println("Kantor for " + suite.instance().domain() + " in " + home.root());
        var launcher = RunningProcess.find(home.run(), "launcher");
        System.out.println(row("launcher", launcher.map(this::process).orElse("not running")));
        var alive = 0;
        var healthy = 0;
        for (var part : suite.parts()) {
            var process = RunningProcess.find(home.run(), part.name());
            if (process.isEmpty()) {
                System.out.println(row(part.name(), "not running"));
                continue;
            }
            alive++;
            var works = part.healthy();
            healthy += works ? 1 : 0;
            System.out.println(row(part.name(), (works ? "works, " : "does not answer, ") + process(process.get())));
        }
        if (alive > 0 && launcher.isEmpty()) {
            System.out.println("The launcher is gone: nothing restarts what dies. deploy/kantor up starts afresh.");
        }
        if (alive == 0) {
            return NOT_RUNNING;
        }
        if (healthy == suite.parts().size() && launcher.isPresent()) {
            System.out.println("Open " + settings.webUrl());
            return 0;
        }
        return 1;
    }

    private String process(RunningProcess process) {
        var up = Duration.between(process.started(), clock.instant());
        return "process %d, up %d:%02d:%02d"
                .formatted(process.handle().pid(), up.toHours(), up.toMinutesPart(), Math.max(0, up.toSecondsPart()));
    }

    private static String row(String name, String text) {
        return "  %-10s %s".formatted(name, text);
    }
}
