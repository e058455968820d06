package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak as this checkout runs it: unpacked, with our theme and listener in it, and built for PostgreSQL. That costs half a
 * minute, so it is done once for what goes into it and shared by all instances of the checkout, which only read it.
 */
final class KeycloakDistribution {

    private static final List<String> BUILD = List.of("build", "--db=postgres", "--health-enabled=true");

    private final Path module;

    KeycloakDistribution(Path checkout) {
        this.module = checkout.resolve("deploy/launcher/target/keycloak");
    }

    /** The built distribution, made first when it is not there for exactly these inputs. */
    Path ready(Progress progress, Path output) {
        try (var files = Files.list(module)) {
            var archive = files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("Keycloak is not in " + module + ": build the suite first."));
            var provider = provider();
            var built = module.resolve("built-" + hash(archive, provider));
            if (!Files.exists(built)) {
                // another instance of the checkout may be about to make the same one
                try (var channel = FileChannel.open(
                                module.resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _ = channel.lock()) {
                    if (!Files.exists(built)) {
                        build(progress, archive, provider, built, output);
                    }
                }
            }
            return built;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path provider() throws IOException {
        var library = module.resolveSibling("lib");
        try (var files = Files.list(library)) {
            return files.filter(file -> file.getFileName().toString().startsWith("kantor-keycloak"))
                    .findFirst()
                    .orElseThrow(
                            () -> new Refusal("Kantor's part of Keycloak is not in " + library + ": build it first."));
        }
    }

    private static String hash(Path archive, Path provider) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((archive.getFileName() + " " + Files.size(archive) + " " + BUILD + " "
                            + System.getProperty("java.version"))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(provider));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void build(Progress progress, Path archive, Path provider, Path built, Path output) throws IOException {
        progress.say("keycloak", "unpacking Keycloak");
        try (var files = Files.list(module)) {
            for (var old : files.filter(file -> file.getFileName().toString().matches("built-.*|building"))
                    .toList()) {
                Archives.delete(old);
            }
        }
        var unfinished = module.resolve("building");
        try (var in = Files.newInputStream(archive)) {
            Archives.unpackGzip(in, unfinished, 1);
        }
        Files.copy(provider, unfinished.resolve("providers/kantor-keycloak.jar"));
        progress.say("keycloak", "building Keycloak for PostgreSQL with Kantor's theme (once)");
        var process = new ProcessBuilder(command(unfinished, unfinished, List.of(), BUILD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        try {
            while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                progress.waiting(List.of("the build of Keycloak"));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while Keycloak was being built.", e);
        }
        if (process.exitValue() != 0) {
            throw new Refusal("Keycloak could not be built; " + output + " says why.");
        }
        Files.move(unfinished, built);
    }

    /** Keycloak's program without its shell script, so that the process we start is the one that runs. */
    static List<String> command(Path distribution, Path home, List<String> javaOptions, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Java.program());
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-XX:MetaspaceSize=96M",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp",
                distribution.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return command;
    }
}
