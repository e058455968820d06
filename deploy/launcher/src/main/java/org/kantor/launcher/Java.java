package org.kantor.launcher;

import java.nio.file.Path;

/** The Java that the launcher itself runs on, which deploy/kantor chose; every process of the suite uses the same. */
final class Java {

    private Java() {}

    static String home() {
        return System.getProperty("java.home");
    }

    static String program() {
        return Path.of(home(), "bin", "java").toString();
    }
}
