package org.kantor.webmail.calendar;

import java.util.ArrayList;
import java.util.List;

/** Gives events that take several columns lines: each the first that is free in all of its columns. */
final class Lanes {

    private final int columns;
    private final List<boolean[]> lines = new ArrayList<>();

    Lanes(int columns) {
        this.columns = columns;
    }

    /** The line, from 0. @param to the column after the last */
    int place(int from, int to) {
        for (var line = 0; ; line++) {
            if (line == lines.size()) {
                lines.add(new boolean[columns]);
            }
            var taken = false;
            for (var column = from; column < to; column++) {
                taken |= lines.get(line)[column];
            }
            if (!taken) {
                for (var column = from; column < to; column++) {
                    lines.get(line)[column] = true;
                }
                return line;
            }
        }
    }
}
