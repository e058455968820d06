package org.kantor.mail.imap;

/**
 * How relevant the messages are that a search found (RFC 6203 section 4): the best of them all counts 100, the others in proportion.
 *
 * @param of each message, in the order of the results, as the index counts it; empty if nobody asked
 * @param best the highest of the whole search
 */
record Relevance(float[] of, float best) {

    static final Relevance NOT_ASKED = new Relevance(new float[0], 0);

    Relevance(float[] of) {
        this(of, best(of));
    }

    static float best(float[] of) {
        var best = 0f;
        for (var each : of) {
            best = Math.max(best, each);
        }
        return best;
    }

    /** From 1 to 100. Where nothing could be compared all are as good. */
    int score(int position) {
        return best > 0 ? 1 + Math.round(99 * of[position] / best) : 100;
    }
}
