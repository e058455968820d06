package org.kantor.launcher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops, starts or restarts one part of a running suite; its launcher does the work. */
@Command(description = "Stops, starts or restarts one part of a running suite; the others go on.")
final class PartCommand implements Callable<Integer> {

    enum Action {
        STOP,
        START,
        RESTART
    }

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @Parameters(description = "server, keycloak or database.")
    private String name = "";

    private final Action action;
    private final Settings settings;
    private final Clock clock;
    private final Instant began;

    PartCommand(Action action, Settings settings, Clock clock, Instant began) {
        this.action = action;
        this.settings = settings;
        this.clock = clock;
        this.began = began;
    }

    @Override
    public Integer call() {
        var home = Home.at(settings.home());
        if (RunningProcess.find(home.run(), "launcher").isEmpty()) {
            throw new Refusal("Kantor does not run in " + home.root() + "; deploy/kantor up starts it.");
        }
        var instance = Instance.read(home.instance()).orElseThrow();
        var suite = new Suite(home, settings, instance, clock);
        var parts = suite.parts();
        var part = parts.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("There is no part " + name + "; there are "
                        + String.join(", ", parts.stream().map(Part::name).toList()) + "."));
        var progress = new Progress(System.out, false, clock, began, home.log("launcher"));
        if (action != Action.START) {
            Hold.set(home, part.name());
            await(
                    home,
                    part,
                    progress,
                    () -> RunningProcess.find(home.run(), part.name()).isEmpty());
            progress.say(part.name(), "stopped");
        }
        if (action != Action.STOP) {
            Hold.release(home, part.name());
            await(home, part, progress, part::healthy);
            progress.say(part.name(), "works");
            if (part.name().equals(ApplicationServer.NAME)) {
                suite.fillDemonstration(progress);
            }
        }
        return 0;
    }

    private void await(Home home, Part part, Progress progress, BooleanSupplier done) {
        var deadline = clock.instant().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (RunningProcess.find(home.run(), "launcher").isEmpty()) {
                throw new Refusal("The launcher gave up; deploy/kantor logs launcher says why.");
            }
            if (clock.instant().isAfter(deadline)) {
                throw new Refusal("The " + part.name() + " did not do so within " + PATIENCE.toMinutes() + " minutes.");
            }
            progress.waiting(List.of(part.name()));
            try {
                Thread.sleep(Duration.ofMillis(250));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
