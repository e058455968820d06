package org.kantor.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.kantor.launcher.admin.AdminCommands;
import org.kantor.launcher.admin.ApiClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The kantor command. {@code deploy/kantor} finds the JDK, builds what is stale and hands over to it. */
@Command(
        name = "kantor",
        mixinStandardHelpOptions = true,
        description = "Runs and administers Kantor.",
        footer = {
            "",
            "deploy/kantor test runs the whole test suite; deploy/kantor mvn runs Maven with the JDK that was found.",
            "The environment (KANTOR_HOME, KANTOR_BIND, KANTOR_PORT_OFFSET ...) is described in docs/operations.md."
        })
final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        // the demonstration tells its days and hours in the zone of this machine
        var clock = Clock.systemDefaultZone();
        int status;
        try {
            var settings = Settings.from(System.getenv());
            trustOwnAuthority(settings.home().resolve("tls/trust.p12"));
            status = commandLine(settings, clock).execute(arguments);
        } catch (Refusal e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /** Commands ask Keycloak over HTTPS when it is not on loopback. */
    private static void trustOwnAuthority(Path trust) {
        if (Files.isReadable(trust)) {
            System.setProperty("javax.net.ssl.trustStore", trust.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", TlsKeys.TRUST_PASSWORD);
        }
    }

    static CommandLine commandLine(Settings settings, Clock clock) {
        var began = began(clock);
        var line = new CommandLine(new Main())
                .addSubcommand(new UpCommand(settings, clock, began))
                .addSubcommand(new DownCommand(settings, clock, began))
                .addSubcommand(new StatusCommand(settings, clock))
                .addSubcommand(new LogsCommand(settings))
                .addSubcommand("stop", new PartCommand(PartCommand.Action.STOP, settings, clock, began))
                .addSubcommand("start", new PartCommand(PartCommand.Action.START, settings, clock, began))
                .addSubcommand("restart", new PartCommand(PartCommand.Action.RESTART, settings, clock, began));
        var api = new ApiClient(
                "http://127.0.0.1:" + settings.ports().web(),
                settings.keycloakUrl(),
                settings.home().resolve("secrets"));
        AdminCommands.all(api).forEach(line::addSubcommand);
        explainAll(line);
        return line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof Refusal || failure instanceof ApiClient.Failure) {
                failed.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
    }

    /**
     * Each command at any depth has --help, which asks for no parameters. Not as picocli's mixin, after which commands that are methods get their arguments in the wrong places
     * unless it was there from the start.
     */
    private static void explainAll(CommandLine line) {
        var spec = line.getCommandSpec();
        if (!spec.mixinStandardHelpOptions()) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build());
        }
        line.getSubcommands().values().forEach(Main::explainAll);
    }

    /** When the person pressed return, which is before the build. */
    private static Instant began(Clock clock) {
        var seconds = System.getenv("KANTOR_BEGAN");
        return seconds == null ? clock.instant() : Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }
}
