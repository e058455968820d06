package org.kantor.webmail.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places the events of a day side by side where they overlap: each in the first lane that is free, wider than its lane, so that a later one lies partly over
 * an earlier one and both can be read.
 */
final class Cascade {

    /** How much wider than its lane an event is. */
    private static final double SPREAD = 1.7;

    private Cascade() {}

    /** Minutes of a day; the end is exclusive. */
    record Span(int from, int to) {}

    /**
     * Where an event stands.
     *
     * @param left in hundredths of the day's width
     * @param width the same
     * @param lane the number of its lane; higher ones lie in front
     */
    record Placed(double left, double width, int lane) {}

    /** @param spans in any order @return their places, in the same order */
    static List<Placed> place(List<Span> spans) {
        var order = new ArrayList<Integer>();
        for (var i = 0; i < spans.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.<Integer>comparingInt(i -> spans.get(i).from)
                .thenComparing(
                        Comparator.<Integer>comparingInt(i -> spans.get(i).to).reversed()));
        var lanes = new int[spans.size()];
        var widths = new int[spans.size()];
        var group = new ArrayList<Integer>();
        var ends = new ArrayList<Integer>();
        var groupEnd = 0;
        for (var i : order) {
            var span = spans.get(i);
            if (span.from >= groupEnd) {
                finish(group, ends.size(), widths);
                group.clear();
                ends.clear();
            }
            var lane = 0;
            while (lane < ends.size() && ends.get(lane) > span.from) {
                lane++;
            }
            if (lane == ends.size()) {
                ends.add(span.to);
            } else {
                ends.set(lane, span.to);
            }
            lanes[i] = lane;
            group.add(i);
            groupEnd = Math.max(groupEnd, span.to);
        }
        finish(group, ends.size(), widths);
        var placed = new ArrayList<Placed>();
        for (var i = 0; i < spans.size(); i++) {
            var left = 100.0 * lanes[i] / widths[i];
            placed.add(new Placed(
                    left, Math.min(100 - left, 100 * (widths[i] == 1 ? 1 : SPREAD / widths[i])), lanes[i]));
        }
        return placed;
    }

    private static void finish(List<Integer> group, int lanes, int[] widths) {
        for (var i : group) {
            widths[i] = lanes;
        }
    }
}
