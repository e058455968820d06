package org.kantor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guards that Maven runs, each tried on a module of one class that breaks its rule: the build of that module must fail, and for the right reason.
 * The same module with a class that is in order must pass, or the others would prove nothing.
 */
class BuildCanaryTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("kantor.checkout", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final int PATIENCE_MINUTES = 5;

    private record Outcome(int status, String output) {}

    @TempDir
    private Path folder;

    @Test
    void aModuleInOrderPassesEveryGuard() throws Exception {
        var outcome = build("""
                package org.kantor.canary;

                import java.time.Clock;
                import java.time.Instant;
                import org.jspecify.annotations.NullMarked;

                @NullMarked
                final class Canary {
                    private Canary() {}

                    static Instant now(Clock clock) {
                        return clock.instant();
                    }
                }
                """);
        assertThat(outcome.output()).doesNotContain("[ERROR]");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void spotlessFindsWhatIsNotFormatted() throws Exception {
        fails("Spotless", "spotless", """
                package org.kantor.canary;

                import org.jspecify.annotations.NullMarked;

                @NullMarked
                final class Canary {
                  private Canary() { }
                      static int one()   { return 1; }
                }
                """);
    }

    @Test
    void errorProneFindsAPatternOfBugs() throws Exception {
        fails("Error Prone", "[IntLongMath]", """
                package org.kantor.canary;

                import org.jspecify.annotations.NullMarked;

                @NullMarked
                final class Canary {
                    private Canary() {}

                    static long nanoseconds(int seconds) {
                        return seconds * 1_000_000_000;
                    }
                }
                """);
    }

    @Test
    void nullAwayFindsANullThatMayBeUsed() throws Exception {
        fails("NullAway", "[NullAway]", """
                package org.kantor.canary;

                import org.jspecify.annotations.NullMarked;
                import org.jspecify.annotations.Nullable;

                @NullMarked
                final class Canary {
                    private Canary() {}

                    static int length(@Nullable String text) {
                        return text.length();
                    }
                }
                """);
    }

    @Test
    void theCompilersWarningsAreErrors() throws Exception {
        fails("javac", "warnings found and -Werror specified", """
                package org.kantor.canary;

                import java.util.ArrayList;
                import java.util.List;
                import org.jspecify.annotations.NullMarked;

                @NullMarked
                final class Canary {
                    private Canary() {}

                    static List<String> raw() {
                        return new ArrayList();
                    }
                }
                """);
    }

    @Test
    void forbiddenApisFindsTheWallClock() throws Exception {
        fails("forbidden-apis", "The time comes from an injected java.time.Clock", """
                package org.kantor.canary;

                import java.time.Instant;
                import org.jspecify.annotations.NullMarked;

                @NullMarked
                final class Canary {
                    private Canary() {}

                    static Instant now() {
                        return Instant.now();
                    }
                }
                """);
    }

    private void fails(String guard, String reason, String source) throws Exception {
        var outcome = build(source);
        assertThat(outcome.status()).as("%s lets its canary live", guard).isNotZero();
        assertThat(outcome.output()).as("why the build failed").contains(reason);
    }

    private Outcome build(String source) throws IOException, InterruptedException {
        var sources = Files.createDirectories(folder.resolve("src/main/java/org/kantor/canary"));
        Files.writeString(sources.resolve("Canary.java"), source);
        Files.writeString(folder.resolve("pom.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>org.kantor</groupId>
                    <artifactId>kantor</artifactId>
                    <version>0.1-SNAPSHOT</version>
                    <relativePath>%s</relativePath>
                  </parent>
                  <artifactId>kantor-canary</artifactId>
                  <dependencies>
                    <dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId></dependency>
                  </dependencies>
                </project>
                """.formatted(
                        folder.toRealPath().relativize(CHECKOUT.toRealPath().resolve("pom.xml"))));
        Files.createDirectories(folder.resolve(".mvn"));
        for (var file : List.of("jvm.config", "forbidden-apis.txt")) {
            Files.copy(
                    CHECKOUT.resolve(".mvn").resolve(file),
                    folder.resolve(".mvn").resolve(file));
        }
        var output = folder.resolve("output.txt");
        var builder = new ProcessBuilder("mvn", "-o", "-B", "verify")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("Maven did not come to an end");
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
