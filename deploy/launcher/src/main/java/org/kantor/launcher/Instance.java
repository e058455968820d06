package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the first start of an instance decided for good. */
record Instance(String domain, boolean demo) {

    static final String DEMO_DOMAIN = "example.org";

    static Optional<Instance> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new Instance(
                properties.getProperty("domain", DEMO_DOMAIN), Boolean.parseBoolean(properties.getProperty("demo"))));
    }

    void write(Path file) {
        var text = """
                # Decided at the first start; a change here does not rename anything that exists.
                domain=%s
                demo=%s
                """.formatted(domain, demo);
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
