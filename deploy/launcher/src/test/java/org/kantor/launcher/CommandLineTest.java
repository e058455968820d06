package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

    @TempDir
    private Path checkout;

    private static CommandLine line() {
        var settings = Settings.from(Map.of("KANTOR_CHECKOUT", "/nowhere", "KANTOR_HOME", "/nowhere/home"));
        return Main.commandLine(settings, Clock.systemUTC());
    }

    /** Every command at any depth, as what is typed. */
    static Stream<List<String>> commands() {
        return commands(line(), List.of());
    }

    private static Stream<List<String>> commands(CommandLine line, List<String> words) {
        return Stream.concat(
                Stream.of(words), line.getSubcommands().entrySet().stream().flatMap(each -> {
                    var longer = new ArrayList<>(words);
                    longer.add(each.getKey());
                    return commands(each.getValue(), longer);
                }));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfAndDoesNothingElse(List<String> words) {
        for (var help : List.of("--help", "-h")) {
            var out = new StringWriter();
            var err = new StringWriter();
            var typed = new ArrayList<>(words);
            typed.add(help);
            var status = line().setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(typed.toArray(String[]::new));
            assertThat(err.toString()).isEmpty();
            assertThat(status).isZero();
            assertThat(out.toString())
                    .startsWith("Usage: " + String.join(" ", words.isEmpty() ? List.of("kantor") : full(words)));
        }
    }

    private static List<String> full(List<String> words) {
        var full = new ArrayList<>(List.of("kantor"));
        full.addAll(words);
        return full;
    }

    /** An instance that is nowhere, so that each ends with its first look at it. */
    @ParameterizedTest
    @CsvSource({
        "users list",
        "users create a@example.org --password long-enough-for-it",
        "users share a@example.org b@example.org --remove",
        "users quota a@example.org 5M --messages 3",
        "users disable a@example.org",
        "recover list a@example.org",
        "recover restore a@example.org 1.2 --all",
        "recover keep 30",
        "queue list",
        "domains add example.org",
        "index rebuild a@example.org",
    })
    void whatIsTypedReachesTheCommand(String typed) {
        var err = new StringWriter();
        var status = line().setErr(new PrintWriter(err)).execute(typed.split(" "));
        assertThat(status).isNotZero();
        assertThat(err.toString())
                .isNotEmpty()
                .doesNotContain("mismatch", "Exception")
                .matches("(?s).*(cli-client|does not run|does not answer|Name the messages|password).*");
    }

    /** Whoever meant another instance sees it by that. */
    @ParameterizedTest
    @CsvSource({"down, 0", "status, 3"})
    void whereNothingRunsTheAnswerNamesTheHomeThatWasLookedAt(String typed, int status) {
        for (var home : List.of(checkout, checkout.resolve("none"))) {
            var settings = Settings.from(Map.of("KANTOR_CHECKOUT", "/nowhere", "KANTOR_HOME", home.toString()));
            var out = new ByteArrayOutputStream();
            var before = System.out;
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            try {
                assertThat(Main.commandLine(settings, Clock.systemUTC()).execute(typed))
                        .isEqualTo(status);
            } finally {
                System.setOut(before);
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(home + ".");
        }
    }

    @Test
    void allOfThemAreFound() {
        assertThat(commands()).contains(List.of("up"), List.of("users", "share"), List.of("recover", "restore"));
    }

    /** The script in a checkout where nothing can be built. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''         | Which domain is your mail for? Set KANTOR_DOMAIN, or look at the demonstration with --demo.",
                "example    | \"example\" is not a domain name such as example.com.",
                "a..example | \"a..example\" is not a domain name such as example.com.",
            })
    void upWithoutADomainIsRefusedBeforeAnythingIsBuilt(String domain, String refusal) throws Exception {
        assertThat(up(domain)).isEqualTo(refusal + "\n");
        assertThat(checkout.resolve("deploy/target")).doesNotExist();
    }

    @Test
    void upWithADomainIsBuilt() throws Exception {
        up("Example.COM");
        assertThat(checkout.resolve("deploy/target")).exists();
    }

    private String up(String domain) throws IOException, InterruptedException {
        var script = checkout.resolve("deploy/kantor");
        Files.createDirectories(checkout.resolve("deploy"));
        Files.copy(Path.of("../kantor"), script, StandardCopyOption.COPY_ATTRIBUTES);
        var output = checkout.resolve("output");
        var builder = new ProcessBuilder("bash", script.toString(), "up")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KANTOR_"));
        builder.environment().put("KANTOR_HOME", checkout.resolve("home").toString());
        builder.environment().put("KANTOR_DOMAIN", domain);
        var process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
